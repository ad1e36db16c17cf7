-- Incoming amounts of a file ($file) beside the same cells as held in the other currency ($other), and the nation's rate of the same year, in yuan to the dollar.
SELECT i.id, i.value, i.low, i.high, CAST(h.value AS DOUBLE) AS other, CAST(h.low AS DOUBLE) AS other_low, CAST(h.high AS DOUBLE) AS other_high
FROM incoming AS i
JOIN held AS h
    ON h.region = i.region AND h.first_month // 100 * 12 + h.first_month % 100 = i.first AND h.last_month // 100 * 12 + h.last_month % 100 = i.last
    AND h.flow IS NOT DISTINCT FROM i.flow AND h.unit = $other
    AND concat_ws('|', h.concept, h.product, h.partner, h.regime, h.measure, coalesce(h.basis, ''), i.unit) = i.rest
WHERE i.file = $file AND h.op = 'level' AND h.value > 0 AND h.versus IS NULL AND h.scope IS NULL AND h.predicate IS NULL AND i.measure = 'value' AND i.fine
