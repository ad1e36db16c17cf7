-- Totals of a file that exports and imports of the same file don't make, by more than $slack of the total.
SELECT t.id, 'sum' AS kind, e.value + i.value AS "whole", t.source, TRUE AS own
FROM incoming AS t
JOIN incoming AS e ON e.file = t.file AND e.region = t.region AND e.rest = t.rest AND e.first = t.first AND e.last = t.last AND e.flow = 'export'
JOIN incoming AS i ON i.file = t.file AND i.region = t.region AND i.rest = t.rest AND i.first = t.first AND i.last = t.last AND i.flow = 'import'
WHERE t.flow = 'total' AND greatest(t.low - e.high - i.high, e.low + i.low - t.high, 0) > $slack * abs(t.value)
