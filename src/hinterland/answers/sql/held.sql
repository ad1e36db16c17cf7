-- The periods in which a series of a region is held, as a level, or as what was published of it, by flow and currency.
SELECT first_month, last_month, flow, currency
FROM (
    SELECT first_month, last_month, flow, currency
    FROM levels
    WHERE region = $region AND concept = $concept AND product = $product AND partner = $partner AND regime = $regime
        AND measure = 'value' AND (basis IS NULL OR basis = $basis) AND value IS NOT NULL
    UNION
    SELECT first_month, last_month, flow, currency
    FROM preferred
    WHERE region = $region AND op = $op AND concept = $concept AND product = $product AND partner = $partner AND regime = $regime
        AND measure = 'value' AND (basis IS NULL OR basis = $basis)
) AS periods_held
ORDER BY last_month, first_month
