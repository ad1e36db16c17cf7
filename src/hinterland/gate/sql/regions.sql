-- Of which other regions the figures of a file ($file) in the table `looked` are, where rows have moved: what is held of the same months and series is looked through in all regions.
WITH named AS (
    SELECT
        region, flow, concat_ws('|', concept, product, partner, regime, measure, coalesce(basis, ''), coalesce(currency, unit)) AS rest,
        first_month // 100 * 12 + first_month % 100 AS first, last_month // 100 * 12 + last_month % 100 AS last,
        CAST(coalesce(low, value) AS DOUBLE) AS low, CAST(coalesce(high, value) AS DOUBLE) AS high
    FROM held
    WHERE op = 'level' AND value <> 0 AND versus IS NULL AND scope IS NULL AND predicate IS NULL
)
SELECT l."by", l.region, k.region AS other, count(DISTINCT l.id) AS agree
FROM looked AS l
JOIN named AS k
    ON k.rest = l.rest AND k.first = l.first AND k.last = l.last AND k.flow IS NOT DISTINCT FROM l.flow AND k.low <= l.high AND l.low <= k.high
WHERE l.file = $file AND (l."by" = 'growth' OR k.region <> l.region)
GROUP BY l."by", l.region, k.region
ORDER BY agree DESC, l.region, k.region
