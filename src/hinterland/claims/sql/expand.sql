-- What a set of claims needs to know: the subject's own figure, and that of every member of its scope.
-- `top-N` are the N largest provinces by the level of the same concept and period, whatever the claim measures of them.
CREATE OR REPLACE TEMP TABLE claim_members AS
WITH sized AS (
    SELECT
        c.claim, l.region AS member, CAST(substr(c.scope, 5) AS INTEGER) AS n,
        row_number() OVER (PARTITION BY c.claim ORDER BY l.value DESC, l.region) AS place
    FROM claims AS c
    JOIN levels AS l
        ON l.concept = c.concept AND l.flow = 'total' AND l.product = 'all' AND l.partner = 'world' AND l.regime = 'all' AND l.measure = 'value'
        AND coalesce(l.basis, '') = coalesce(c.basis, '') AND l.currency = c.currency AND l.first_month = c.first_month
        AND l.last_month = c.last_month
    JOIN scope_members AS p ON p.scope = 'provinces' AND p.member = l.region
    WHERE c.scope LIKE 'top-%'
)
SELECT c.claim, m.member
FROM claims AS c
JOIN scope_members AS m ON m.scope = c.scope
UNION ALL
SELECT claim, member FROM sized WHERE place <= n;

CREATE OR REPLACE TEMP TABLE needs AS
WITH asked AS (
    SELECT claim, 'subject' AS role, subject AS region FROM claims
    UNION ALL
    SELECT claim, 'member' AS role, member AS region FROM claim_members
)
SELECT
    row_number() OVER (ORDER BY a.claim, a.role, a.region) AS need, a.claim, a.role, a.region, c.op, c.concept, c.flow, c.product, c.partner, c.regime,
    c.measure, c.basis, c.currency, c.first_month, c.last_month, c.versus, c.base_first, c.base_last
FROM asked AS a
JOIN claims AS c ON c.claim = a.claim;
