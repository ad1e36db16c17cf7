-- Incoming levels that two levels known of longer and shorter periods leave no room for: months are what two years to date differ by, and a year to date is the one before with what followed.
-- $slack is what revision may do, as a share of the longest of the three.
WITH pairs AS (
    SELECT i.id, a.value - b.value AS value, a.low - b.high AS low, a.high - b.low AS high, a.high AS longest, a.source
    FROM incoming AS i
    JOIN known AS a ON a.file = i.file AND a.region = i.region AND a.rest = i.rest AND a.flow = i.flow AND a.last = i.last AND a.first < i.first
    JOIN known AS b ON b.file = i.file AND b.region = i.region AND b.rest = i.rest AND b.flow = i.flow AND b.first = a.first AND b.last = i.first - 1
    WHERE a."rank" <= i."rank" AND b."rank" <= i."rank" AND NOT (a.own AND b.own)
    UNION ALL
    SELECT i.id, a.value + b.value, a.low + b.low, a.high + b.high, i.high, a.source
    FROM incoming AS i
    JOIN known AS a ON a.file = i.file AND a.region = i.region AND a.rest = i.rest AND a.flow = i.flow AND a.first = i.first AND a.last < i.last
    JOIN known AS b ON b.file = i.file AND b.region = i.region AND b.rest = i.rest AND b.flow = i.flow AND b.first = a.last + 1 AND b.last = i.last
    WHERE a."rank" <= i."rank" AND b."rank" <= i."rank" AND NOT (a.own AND b.own)
)
SELECT
    i.id, 'bounds' AS kind, min_by(p.value, abs(p.value - i.value)) AS "whole", min_by(p.source, abs(p.value - i.value)) AS source, FALSE AS own,
    min(greatest(i.low - p.high, p.low - i.high, 0) / nullif(p.longest, 0)) AS apart
FROM incoming AS i
JOIN pairs AS p ON p.id = i.id
WHERE i.rest = i."whole"
GROUP BY i.id
HAVING min(greatest(i.low - p.high, p.low - i.high) - $slack * p.longest) > 0
