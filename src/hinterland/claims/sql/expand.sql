-- What a set of claims needs to know: the subject's own figure, that of every member of its scope, that of what it is set against, and that of its parts.
--
-- asked        what each claim asks in which role, the members along regions in one line; a pattern is a distinct figure, of whatever region
-- claim_needs  which need each claim has in which role; claims that need the same figure share it
-- needs        the distinct figures asked for
--
-- `claim_members` holds the members of each scope, `kind_roles` says what each kind needs to know.
CREATE OR REPLACE TABLE asked AS
WITH roles AS (
    SELECT
        c.*, r.role, r.compared, r.moving AND (NOT r.compared OR c.op NOT IN ('growth', 'cagr', 'multiple', 'contribution')) AS moved
    FROM claims AS c
    JOIN kind_roles AS r ON r.kind = c.kind
),
-- What a claim is set against is no whole of a share then, and the period it starts from no base of a rate, but figures of their own.
rates AS (
    SELECT
        *, CASE WHEN compared THEN NULL ELSE versus END AS whole, CASE WHEN moved THEN NULL ELSE base_first END AS rate_first,
        CASE WHEN moved THEN NULL ELSE base_last END AS rate_last
    FROM roles
),
figures AS (
    -- Members along regions are asked for the same figure, which is why it is told once here, of no member.
    SELECT
        claim, role, CASE WHEN role = 'whole' THEN 'world' WHEN role IN ('versus', 'versus-base') THEN versus WHEN role <> 'member' THEN subject END AS member,
        CASE WHEN role IN ('versus', 'versus-base') THEN versus WHEN role <> 'member' THEN subject END AS region,
        CASE WHEN role = 'whole' AND scope = 'products' THEN 'all' ELSE product END AS product,
        CASE WHEN role = 'whole' AND scope = 'partners' THEN 'world' ELSE partner END AS partner, flow, op,
        CASE WHEN role IN ('subject', 'member', 'base') THEN whole END AS versus,
        CASE WHEN role IN ('base', 'versus-base') THEN base_first ELSE first_month END AS first_month,
        CASE WHEN role IN ('base', 'versus-base') THEN base_last ELSE last_month END AS last_month,
        CASE WHEN role IN ('subject', 'member', 'versus') THEN rate_first END AS base_first,
        CASE WHEN role IN ('subject', 'member', 'versus') THEN rate_last END AS base_last, concept, regime, measure, basis, currency, TRUE AS placed,
        TRUE AS certain
    FROM rates
    WHERE CASE
        WHEN role = 'member' THEN coalesce(scope, '') NOT IN ('partners', 'products')
        WHEN role = 'whole' THEN scope IN ('partners', 'products') AND op = 'level'
        WHEN role IN ('base', 'versus-base') THEN moved AND base_first IS NOT NULL
        ELSE role IN ('subject', 'versus')
    END
    UNION ALL
    SELECT
        c.claim, c.role, m.member, c.subject, CASE c.scope WHEN 'products' THEN m.member ELSE c.product END,
        CASE c.scope WHEN 'partners' THEN m.member ELSE c.partner END, c.flow, c.op, c.whole, c.first_month, c.last_month, c.rate_first, c.rate_last,
        c.concept, c.regime, c.measure, c.basis, c.currency, m.placed, m.certain
    FROM rates AS c
    JOIN claim_members AS m ON m.claim = c.claim
    WHERE c.role = 'member' AND c.scope IN ('partners', 'products')
    UNION ALL
    SELECT
        c.claim, c.role, p.part, CASE p.axis WHEN 'regions' THEN p.part ELSE c.subject END,
        CASE p.axis WHEN 'products' THEN p.part ELSE c.product END, CASE p.axis WHEN 'partners' THEN p.part ELSE c.partner END,
        CASE p.axis WHEN 'flows' THEN p.part ELSE c.flow END, c.op, NULL, c.first_month, c.last_month, NULL, NULL, c.concept, c.regime, c.measure,
        c.basis, c.currency, TRUE, TRUE
    FROM claim_parts AS p
    JOIN rates AS c ON c.claim = p.claim AND c.role = 'part'
),
worded AS (
    SELECT
        *,
        concat_ws('|', op, coalesce(concept, ''), coalesce(flow, ''), product, partner, regime, measure, coalesce(basis, ''), coalesce(currency, ''),
            CAST(first_month AS VARCHAR), CAST(last_month AS VARCHAR), coalesce(versus, ''), coalesce(CAST(base_first AS VARCHAR), ''),
            coalesce(CAST(base_last AS VARCHAR), '')) AS words
    FROM figures
),
patterns AS (
    SELECT words, row_number() OVER (ORDER BY words) AS pattern FROM (SELECT DISTINCT words FROM worded) AS d
)
SELECT
    w.claim, w.role, w.member, w.region, w.product, w.partner, w.flow, w.op, w.versus, w.first_month, w.last_month, w.base_first, w.base_last, w.concept,
    w.regime, w.measure, w.basis, w.currency, w.placed, w.certain, p.pattern
FROM worded AS w
JOIN patterns AS p ON p.words = w.words;

-- A need is numbered by its pattern and its region: what is asked, and of whom.
CREATE OR REPLACE TABLE places AS
SELECT region, row_number() OVER (ORDER BY region) AS place
FROM (
    SELECT coalesce(region, '') AS region FROM asked
    UNION
    SELECT member FROM claim_members
) AS r;

CREATE OR REPLACE TABLE claim_needs AS
SELECT a.claim, a.role, a.member, a.placed, a.certain, a.pattern * 100000 + r.place AS need
FROM asked AS a
JOIN places AS r ON r.region = coalesce(a.region, '')
WHERE a.role <> 'member' OR a.member IS NOT NULL
UNION ALL
SELECT a.claim, a.role, m.member, m.placed, m.certain, a.pattern * 100000 + r.place
FROM asked AS a
JOIN claim_members AS m ON m.claim = a.claim
JOIN places AS r ON r.region = m.member
WHERE a.role = 'member' AND a.member IS NULL;

CREATE OR REPLACE TABLE needs AS
SELECT
    n.need, nullif(r.region, '') AS region, p.op, p.concept, p.flow, p.product, p.partner, p.regime, p.measure, p.basis, p.currency, p.first_month,
    p.last_month, p.versus, p.base_first, p.base_last
FROM (SELECT DISTINCT need, floor(need / 100000) AS pattern, need % 100000 AS place FROM claim_needs) AS n
JOIN (
    SELECT DISTINCT
        pattern, op, concept, flow, product, partner, regime, measure, basis, currency, first_month, last_month, versus, base_first, base_last
    FROM asked
) AS p ON p.pattern = n.pattern
JOIN places AS r ON r.place = n.place;
