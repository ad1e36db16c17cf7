-- The subject's own figure.
SELECT
    c.claim, a.low, a.high, a.widest_low, a.widest_high, a.outer_low, a.outer_high, a.unit, a.observations, CAST(NULL AS VARCHAR) AS members,
    a.members AS asked, CASE WHEN a.how = 'missing' THEN 0 ELSE a.held END AS held, a.how, CAST(NULL AS INTEGER) AS since
FROM claims AS c
JOIN claim_needs AS n ON n.claim = c.claim AND n.role = 'subject'
JOIN answers AS a ON a.need = n.need
WHERE c.kind = 'value'
