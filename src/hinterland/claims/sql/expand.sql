-- What a set of claims needs to know: the subject's own figure, and that of every member of its scope.
-- `top-N` are the N largest provinces by the level of the same concept and period, whatever the claim measures of them. A province whose level is
-- missing belongs to them too unless its last held level, times the bound, falls short of the smallest: so an unsure scope makes an unsure answer.
CREATE OR REPLACE TEMP TABLE claim_members AS
WITH sizes AS (
    SELECT
        c.claim, c.last_month - l.last_month AS age, l.region AS member, l.value, l.high, CAST(substr(c.scope, 5) AS INTEGER) AS n,
        row_number() OVER (PARTITION BY c.claim, l.region ORDER BY l.last_month DESC) AS newest
    FROM claims AS c
    JOIN levels AS l
        ON l.concept = c.concept AND l.flow = 'total' AND l.product = 'all' AND l.partner = 'world' AND l.regime = 'all' AND l.measure = 'value'
        AND coalesce(l.basis, '') = coalesce(c.basis, '') AND l.currency = c.currency
        AND l.last_month - l.first_month = c.last_month - c.first_month AND l.last_month % 100 = c.last_month % 100
        AND l.last_month BETWEEN c.last_month - 500 AND c.last_month
    JOIN scope_members AS p ON p.scope = 'provinces' AND p.member = l.region
    WHERE c.scope LIKE 'top-%'
),
placed AS (
    SELECT *, row_number() OVER (PARTITION BY claim ORDER BY value DESC, member) AS place
    FROM sizes
    WHERE newest = 1 AND age = 0
),
smallest AS (SELECT claim, min(value) AS value, count(*) AS found, max(n) AS n FROM placed WHERE place <= n GROUP BY claim),
sized AS (
    SELECT claim, member FROM placed WHERE place <= n
    UNION ALL
    SELECT c.claim, p.member
    FROM claims AS c
    JOIN scope_members AS p ON p.scope = 'provinces'
    LEFT JOIN sizes AS z ON z.claim = c.claim AND z.member = p.member AND z.newest = 1
    LEFT JOIN smallest AS s ON s.claim = c.claim
    CROSS JOIN bounds AS b
    WHERE c.scope LIKE 'top-%' AND coalesce(z.age, 1) > 0
        AND (s.found IS NULL OR s.found < s.n OR z.high IS NULL OR z.high * b.factor > s.value)
)
SELECT c.claim, m.member
FROM claims AS c
JOIN scope_members AS m ON m.scope = c.scope
UNION ALL
SELECT claim, member FROM sized;

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
