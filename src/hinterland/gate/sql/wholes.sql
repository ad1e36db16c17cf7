-- Incoming levels above what they are a part of, with the least whole that is known (the file's own first): the nation, the region they lie in, all trade modes, exports and imports together, all products and partners,
-- a longer period that begins or ends with theirs. Parts that are above by no more than $slack of the whole are within what revisions do.
WITH wholes AS (
    SELECT i.id, 'nation' AS kind, k.value, k.high, k.own, k.source
    FROM incoming AS i
    JOIN known AS k
        ON k.file = i.file AND k.region = i.nation AND i.region <> i.nation AND k.rest = i.rest AND k.first = i.first AND k.last = i.last AND k.flow = i.flow
    WHERE k."rank" <= i."rank" OR k.own
    UNION ALL
    SELECT i.id, 'region', k.value, k.high, k.own, k.source
    FROM incoming AS i
    JOIN known AS k ON k.file = i.file AND k.region = i.parent AND i.parent <> i.nation AND k.rest = i.rest AND k.first = i.first AND k.last = i.last AND k.flow = i.flow
    WHERE k."rank" <= i."rank" OR k.own
    UNION ALL
    SELECT i.id, 'regime', k.value, k.high, k.own, k.source
    FROM incoming AS i
    JOIN known AS k
        ON k.file = i.file AND k.region = i.region AND i.regime <> 'all' AND k.rest = i.traded AND k.first = i.first AND k.last = i.last AND k.flow = i.flow
    WHERE i.measure = 'value' AND (k."rank" <= i."rank" OR k.own)
    UNION ALL
    SELECT i.id, 'flow', k.value, k.high, k.own, k.source
    FROM incoming AS i
    JOIN known AS k ON k.file = i.file AND k.region = i.region AND k.rest = i.rest AND k.first = i.first AND k.last = i.last
    WHERE k.flow = 'total' AND i.flow IN ('export', 'import') AND (k."rank" <= i."rank" OR k.own)
    UNION ALL
    SELECT i.id, 'product', k.value, k.high, k.own, k.source
    FROM incoming AS i
    JOIN known AS k
        ON k.file = i.file AND k.region = i.region AND i.rest <> i."whole" AND k.rest = i."whole" AND k.first = i.first AND k.last = i.last AND k.flow = i.flow
    WHERE i.measure = 'value' AND (k."rank" <= i."rank" OR k.own)
    UNION ALL
    SELECT i.id, 'period', k.value, k.high, k.own, k.source
    FROM incoming AS i
    JOIN known AS k ON k.file = i.file AND k.region = i.region AND k.rest = i.rest AND k.flow = i.flow
    WHERE i.rest = i."whole" AND k.first <= i.first AND k.last >= i.last AND k.last - k.first > i.last - i.first AND k.last - k.first < 12
        AND (k."rank" <= i."rank" OR k.own)
)
SELECT i.id, w.kind, min_by(w.value, w.high) AS "whole", min_by(w.source, w.high) AS source, max(w.own) AS own
FROM wholes AS w
JOIN incoming AS i ON i.id = w.id
WHERE i.low > w.high * (1 + $slack)
GROUP BY i.id, w.kind
