-- The figure at the end of a change, and the one at its beginning (base_low, base_high): a change is as stated where both are.
SELECT
    c.claim, a.low, a.high, a.widest_low, a.widest_high, a.outer_low, a.outer_high, a.unit, concat_ws(',', a.observations, b.observations) AS observations,
    CAST(NULL AS VARCHAR) AS members, 2 AS asked, CASE WHEN a.how = 'missing' THEN 0 ELSE 1 END + CASE WHEN b.how = 'missing' THEN 0 ELSE 1 END AS held,
    CASE WHEN b.how = 'missing' THEN 'missing' ELSE a.how END AS how, CAST(NULL AS INTEGER) AS since, b.low AS base_low, b.high AS base_high
FROM claims AS c
JOIN claim_needs AS n ON n.claim = c.claim AND n.role = 'subject'
JOIN answers AS a ON a.need = n.need
JOIN claim_needs AS m ON m.claim = c.claim AND m.role = 'base'
JOIN answers AS b ON b.need = m.need
WHERE c.kind = 'change'
