-- Parts and their whole: the sum of the parts; `base_low` and `base_high` are the whole as it is held, for whoever wants to set them side by side.
SELECT
    c.claim, sum(a.low) AS low, sum(a.high) AS high, sum(a.widest_low) AS widest_low, sum(a.widest_high) AS widest_high, max(a.unit) AS unit,
    string_agg(a.observations, ',') AS observations, string_agg(n.member, ',') AS members, count(*) AS asked,
    sum(CASE WHEN a.how = 'missing' THEN 0 ELSE 1 END) AS held, CASE WHEN bool_or(a.how = 'missing') THEN 'missing' ELSE 'sum' END AS how,
    CAST(NULL AS INTEGER) AS since, max(w.low) AS whole_low, max(w.high) AS whole_high
FROM claims AS c
JOIN claim_needs AS n ON n.claim = c.claim AND n.role = 'part'
JOIN answers AS a ON a.need = n.need
JOIN claim_needs AS m ON m.claim = c.claim AND m.role = 'subject'
JOIN answers AS w ON w.need = m.need
WHERE c.kind = 'parts'
GROUP BY c.claim
