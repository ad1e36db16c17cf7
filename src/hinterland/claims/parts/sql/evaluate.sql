-- Parts and their whole: the sum of the parts, open where a part is; `whole_low` and `whole_high` are the whole as it is held, for whoever wants to set
-- them side by side.
SELECT
    c.claim, CASE WHEN count(a.low) = count(*) THEN sum(a.low) END AS low, CASE WHEN count(a.high) = count(*) THEN sum(a.high) END AS high,
    CASE WHEN count(a.widest_low) = count(*) THEN sum(a.widest_low) END AS widest_low,
    CASE WHEN count(a.widest_high) = count(*) THEN sum(a.widest_high) END AS widest_high, max(a.unit) AS unit,
    string_agg(a.observations, ',') AS observations, string_agg(n.member, ',') AS members, count(*) AS asked,
    sum(CASE WHEN a.how = 'missing' THEN 0 ELSE 1 END) AS held,
    CASE WHEN bool_or(a.how = 'missing') OR count(a.low) < count(*) AND count(a.high) < count(*) THEN 'missing' ELSE 'sum' END AS how,
    CAST(NULL AS INTEGER) AS since, max(w.low) AS whole_low, max(w.high) AS whole_high
FROM claims AS c
JOIN claim_needs AS n ON n.claim = c.claim AND n.role = 'part'
JOIN answers AS a ON a.need = n.need
JOIN claim_needs AS m ON m.claim = c.claim AND m.role = 'subject'
JOIN answers AS w ON w.need = m.need
WHERE c.kind = 'parts'
GROUP BY c.claim
