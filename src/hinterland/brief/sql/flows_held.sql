-- The flows of a region's whole trade that are held for a period, each on the bases it is held on.
SELECT DISTINCT flow, basis
FROM levels
WHERE region = $region AND first_month = $first AND last_month = $last AND concept = 'trade' AND product = 'all' AND partner = 'world' AND regime = 'all'
    AND measure = 'value' AND flow IS NOT NULL AND basis IS NOT NULL AND value IS NOT NULL
ORDER BY flow, basis
