-- What is held of a region's trade in a period by product and partner: levels, and shares as published of its own flow; one row a cell and kind of figure.
SELECT 'level' AS op, flow, product, partner, CAST(low AS DOUBLE) AS low, CAST(high AS DOUBLE) AS high, CAST(value AS DOUBLE) AS value, how, observations
FROM single_levels
WHERE region = $region AND first_month = $first AND last_month = $last AND concept = 'trade' AND regime = 'all' AND measure = 'value'
    AND basis = $basis AND currency = $currency
UNION ALL
SELECT op, flow, product, partner, CAST(low AS DOUBLE) AS low, CAST(high AS DOUBLE) AS high, CAST(value AS DOUBLE) AS value, 'published' AS how, id AS observations
FROM stated_rates
WHERE region = $region AND first_month = $first AND last_month = $last AND concept = 'trade' AND regime = 'all' AND measure = 'value'
    AND op = 'share' AND versus IS NULL AND scope IS NULL AND unit = 'percent' AND coalesce(basis, $basis) = $basis
ORDER BY op, flow, product, partner, observations
