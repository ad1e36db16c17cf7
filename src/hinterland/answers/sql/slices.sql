-- The partners, or the products, of which a level in money is held of a region's flow, with their periods.
SELECT DISTINCT CASE $axis WHEN 'partner' THEN partner ELSE product END AS slice, first_month, last_month
FROM levels
WHERE region = $region AND concept = 'trade' AND flow = $flow AND regime = 'all' AND measure = 'value' AND value IS NOT NULL
    AND CASE $axis WHEN 'partner' THEN partner <> 'world' AND product = 'all' ELSE product <> 'all' AND partner = 'world' END
ORDER BY last_month, first_month, slice
