-- Whether the subject belongs to a group: one or zero, by the code tables alone.
SELECT
    c.claim, count(m.member) AS low, count(m.member) AS high, count(m.member) AS widest_low, count(m.member) AS widest_high, 'count' AS unit,
    CAST('' AS VARCHAR) AS observations, max(m.member) AS members, 1 AS asked, 1 AS held, 'codes' AS how, CAST(NULL AS INTEGER) AS since
FROM claims AS c
JOIN (SELECT DISTINCT scope FROM scope_members) AS g ON g.scope = c.scope
LEFT JOIN scope_members AS m ON m.scope = c.scope AND m.member = c.subject
WHERE c.kind = 'membership'
GROUP BY c.claim
