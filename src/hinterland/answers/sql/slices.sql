-- The partners, or the products, of which a level in money is held of a region's flow, or a share of that, with their periods.
WITH known AS (
    SELECT region, concept, flow, regime, measure, partner, product, first_month, last_month FROM levels WHERE value IS NOT NULL
    UNION ALL
    SELECT region, concept, flow, regime, measure, partner, product, first_month, last_month FROM preferred WHERE op = 'share' AND versus IS NULL
)

SELECT DISTINCT CASE $axis WHEN 'partner' THEN partner ELSE product END AS slice, first_month, last_month
FROM known
WHERE region = $region AND concept = 'trade' AND flow = $flow AND regime = 'all' AND measure = 'value'
    AND CASE $axis WHEN 'partner' THEN partner <> 'world' AND product = 'all' ELSE product <> 'all' AND partner = 'world' END
ORDER BY last_month, first_month, slice
