-- Amounts in one currency ($own) to one in another ($second) of the newest months held in both currencies before an end ($last), the median over regions.
WITH pairs AS (
    SELECT y.last_month, CAST(y.value AS DOUBLE) / nullif(CAST(u.value AS DOUBLE), 0) AS rate
    FROM held AS y
    JOIN held AS u
        ON u.region = y.region AND u.first_month = y.first_month AND u.last_month = y.last_month AND u.flow = y.flow AND u.product = y.product
        AND u.partner = y.partner AND u.regime = y.regime AND u.basis = y.basis AND u.unit = $second
    WHERE y.op = 'level' AND u.op = 'level' AND y.concept = 'trade' AND u.concept = 'trade' AND y.unit = $own AND y.product = 'all' AND y.partner = 'world'
        AND y.flow = 'total' AND y.value > 0 AND u.value > 0 AND y.scope IS NULL AND u.scope IS NULL AND y.versus IS NULL AND u.versus IS NULL
)
SELECT last_month, median(rate) AS rate, count(*) AS pairs
FROM pairs
WHERE last_month <= $last
GROUP BY last_month
HAVING count(*) >= 3
ORDER BY last_month DESC
LIMIT 1
