-- The periods and flows in which a region's trade, or another measure ($concept), is held, as a level or as a published growth rate.
SELECT first_month, last_month, flow
FROM (
    SELECT first_month, last_month, flow
    FROM levels
    WHERE region = $region AND concept = $concept AND product = 'all' AND partner = 'world' AND regime = 'all' AND measure = 'value'
        AND currency IS NOT DISTINCT FROM $currency AND basis IS NOT DISTINCT FROM $basis AND value IS NOT NULL
    UNION
    SELECT first_month, last_month, flow
    FROM preferred
    WHERE region = $region AND op = 'growth' AND concept = $concept AND product = 'all' AND partner = 'world' AND regime = 'all'
        AND measure = 'value' AND currency IS NOT DISTINCT FROM $currency AND basis IS NOT DISTINCT FROM $basis
) AS held_periods
WHERE $flow IS NULL OR flow = $flow
ORDER BY last_month, first_month, flow DESC
