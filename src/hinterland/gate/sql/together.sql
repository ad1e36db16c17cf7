-- Regions of a file directly below their nation that together have more trade than the nation, by more than $slack of it, with the largest of them: all parts of trade are
-- the nation's, however few of its regions a file has. Of several values of a region the least counts.
WITH each AS (
    SELECT i.file, i.nation, i.rest, i.flow, i.first, i.last, i.region, min(i.low) AS low, arg_min(i.value, i.low) AS value, arg_min(i.id, i.low) AS id, max(i."rank") AS "rank"
    FROM incoming AS i
    JOIN nations AS n ON n.region = i.region
    WHERE n.first_level AND i.traded LIKE 'trade|%' AND i.measure = 'value' AND i.region <> i.nation
    GROUP BY i.file, i.nation, i.rest, i.flow, i.first, i.last, i.region
),
added AS (
    SELECT file, nation, rest, flow, first, last, sum(low) AS low, sum(value) AS value, arg_max(id, low) AS id, max("rank") AS "rank"
    FROM each
    GROUP BY file, nation, rest, flow, first, last
    HAVING count(*) > 1
)
SELECT a.id, 'together' AS kind, a.value AS here, max_by(k.value, k.high) AS "whole", max_by(k.source, k.high) AS source, bool_or(k.own) AS own
FROM added AS a
JOIN known AS k
    ON k.file = a.file AND k.region = a.nation AND k.rest = a.rest AND k.flow IS NOT DISTINCT FROM a.flow AND k.first = a.first AND k.last = a.last
WHERE k."rank" <= a."rank" OR k.own
GROUP BY a.id, a.low, a.value
HAVING a.low > max(k.high) * (1 + $slack)
