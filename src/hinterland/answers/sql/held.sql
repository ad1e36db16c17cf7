-- The periods in which a series of a region is held, as a level, or as what was published of it (is_own), by flow and currency.
SELECT first_month, last_month, flow, currency, max(is_own) AS is_own
FROM (
    SELECT first_month, last_month, flow, currency, 0 AS is_own
    FROM levels
    WHERE region = $region AND concept = $concept AND product = $product AND partner = $partner AND regime = $regime
        AND measure = 'value' AND (basis IS NULL OR basis = $basis) AND value IS NOT NULL
    UNION
    SELECT first_month, last_month, flow, currency, 1 AS is_own
    FROM preferred
    WHERE region = $region AND op = $op AND concept = $concept AND product = $product AND partner = $partner AND regime = $regime
        AND measure = 'value' AND (basis IS NULL OR basis = $basis)
) AS periods_held
GROUP BY first_month, last_month, flow, currency
ORDER BY last_month, first_month
