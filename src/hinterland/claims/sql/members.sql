-- The members of each claim's scope: regions here, partners and products where claims speak of them (`members_slices.sql`).
-- `placed` are those that count as far as is held, `certain` those that belong to it whatever is missing. The table `largest` holds the members of the
-- scopes `top-N` that were asked for (`members_top.sql`).
CREATE OR REPLACE TABLE claim_members AS
SELECT c.claim, m.member, TRUE AS placed, TRUE AS certain
FROM claims AS c
JOIN (SELECT scope, member FROM scope_members UNION ALL SELECT scope, member FROM siblings) AS m ON m.scope = c.scope
UNION ALL
SELECT c.claim, l.member, l.placed, l.certain
FROM claims AS c
LEFT JOIN homes AS h ON h.region = c.subject
JOIN homes AS d ON d.region = ''
JOIN largest AS l
    ON l.scope = c.scope AND l.peers = coalesce(h.peers, d.peers) AND l.concept = c.concept AND coalesce(l.basis, '') = coalesce(c.basis, '') AND l.currency = coalesce(c.currency, h.currency, d.currency)
    AND l.first_month = c.first_month AND l.last_month = c.last_month;
