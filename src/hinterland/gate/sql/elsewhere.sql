-- Under which other labels (months later, shape of the period, flow) the figures of the table `looked` are known, and how many.
WITH shaped AS (
    SELECT
        l.file, l."by", l.id, k.last - l.last AS later, l.flow, k.flow AS other,
        CASE WHEN l.first = l.last THEN 'month' WHEN l.first % 12 = 1 THEN 'to-date' ELSE 'span' END AS shape,
        CASE
            WHEN k.first % 12 = 1 AND l.first % 12 = 1 THEN CASE WHEN l.first = l.last THEN 'month' ELSE 'to-date' END
            WHEN k.first = k.last THEN 'month' WHEN k.first % 12 = 1 THEN 'to-date' ELSE 'span'
        END AS other_shape,
        l.last - l.first = k.last - k.first AS as_long
    FROM looked AS l
    JOIN known AS k ON k.file = l.file AND k.region = l.region AND k.rest = l.rest AND k.low <= l.high AND l.low <= k.high
    WHERE NOT k.own AND k.value <> 0 AND (l."by" = 'growth' OR k.first <> l.first OR k.last <> l.last OR k.flow <> l.flow)
)
SELECT file, "by", later, flow, other, shape, other_shape, count(DISTINCT id) AS agree
FROM shaped
WHERE shape <> 'span' OR as_long
GROUP BY file, "by", later, flow, other, shape, other_shape
ORDER BY agree DESC
