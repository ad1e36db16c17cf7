-- What a set of claims needs to know: the subject's own figure, that of every member of its scope, that of what it is set against, and that of its parts.
--
-- claim_members  the members of each claim's scope, along the axis of the scope: regions, partners or products; `placed` are those that count as far as
--                is held, `certain` those that belong to it whatever is missing
-- claim_needs    which need each claim has in which role; claims that need the same figure share it
-- needs          the distinct figures asked for
--
-- `top-N` are the N largest provinces by the level of the same concept and period, whatever the claim measures of them. A province whose level is
-- missing may belong to them too unless its last held level, times the bound, falls short of the smallest, and puts as many of the smallest in doubt: so
-- an unsure scope makes an unsure answer.
-- Partners are ranked among countries, or among blocs, and counted among countries; products among HS codes of one length: overlapping baskets have no rank.
-- `kind_roles` says what each kind needs to know.
CREATE OR REPLACE TEMP TABLE claim_members AS
WITH tops AS (
    SELECT DISTINCT scope, concept, basis, coalesce(currency, 'CNY') AS currency, first_month, last_month, CAST(substr(scope, 5) AS INTEGER) AS n
    FROM claims
    WHERE scope LIKE 'top-%'
),
sizes AS (
    SELECT
        c.*, c.last_month - l.last_month AS age, l.region AS member, l.value, l.high,
        row_number() OVER (PARTITION BY c.scope, c.concept, c.basis, c.currency, c.first_month, c.last_month, l.region ORDER BY l.last_month DESC) AS newest
    FROM tops AS c
    JOIN levels AS l
        ON l.concept = c.concept AND l.flow = 'total' AND l.product = 'all' AND l.partner = 'world' AND l.regime = 'all' AND l.measure = 'value'
        AND coalesce(l.basis, '') = coalesce(c.basis, '') AND l.currency = c.currency
        AND l.last_month - l.first_month = c.last_month - c.first_month AND l.last_month % 100 = c.last_month % 100
        AND l.last_month BETWEEN c.last_month - 500 AND c.last_month
    JOIN scope_members AS p ON p.scope = 'provinces' AND p.member = l.region
),
placed AS (
    SELECT
        *, row_number() OVER (PARTITION BY scope, concept, basis, currency, first_month, last_month ORDER BY value DESC, member) AS place
    FROM sizes
    WHERE newest = 1 AND age = 0 AND value IS NOT NULL
),
smallest AS (
    SELECT scope, concept, basis, currency, first_month, last_month, min(value) AS value, count(*) AS found
    FROM placed
    WHERE place <= n
    GROUP BY scope, concept, basis, currency, first_month, last_month
),
others AS (
    SELECT t.scope, t.concept, t.basis, t.currency, t.first_month, t.last_month, t.n, p.member
    FROM tops AS t
    JOIN scope_members AS p ON p.scope = 'provinces'
    LEFT JOIN sizes AS z
        ON z.scope = t.scope AND z.concept = t.concept AND coalesce(z.basis, '') = coalesce(t.basis, '') AND z.currency = t.currency
        AND z.first_month = t.first_month AND z.last_month = t.last_month AND z.member = p.member AND z.newest = 1
    LEFT JOIN smallest AS s
        ON s.scope = t.scope AND s.concept = t.concept AND coalesce(s.basis, '') = coalesce(t.basis, '') AND s.currency = t.currency
        AND s.first_month = t.first_month AND s.last_month = t.last_month
    CROSS JOIN bounds AS b
    WHERE (coalesce(z.age, 1) > 0 OR z.value IS NULL) AND (s.found IS NULL OR s.found < t.n OR z.high IS NULL OR z.high * b.factor > s.value)
),
doubts AS (
    SELECT scope, concept, basis, currency, first_month, last_month, count(*) AS members
    FROM others
    GROUP BY scope, concept, basis, currency, first_month, last_month
),
sized AS (
    SELECT p.scope, p.concept, p.basis, p.currency, p.first_month, p.last_month, p.member, TRUE AS placed, p.place <= p.n - coalesce(d.members, 0) AS certain
    FROM placed AS p
    LEFT JOIN doubts AS d
        ON d.scope = p.scope AND d.concept = p.concept AND coalesce(d.basis, '') = coalesce(p.basis, '') AND d.currency = p.currency
        AND d.first_month = p.first_month AND d.last_month = p.last_month
    WHERE p.place <= p.n
    UNION ALL
    SELECT scope, concept, basis, currency, first_month, last_month, member, FALSE AS placed, FALSE AS certain
    FROM others
)
SELECT c.claim, 'regions' AS axis, m.member, TRUE AS placed, TRUE AS certain
FROM claims AS c
JOIN (SELECT scope, member FROM scope_members UNION ALL SELECT scope, member FROM siblings) AS m ON m.scope = c.scope
UNION ALL
SELECT c.claim, 'regions' AS axis, s.member, s.placed, s.certain
FROM claims AS c
JOIN sized AS s
    ON s.scope = c.scope AND s.concept = c.concept AND coalesce(s.basis, '') = coalesce(c.basis, '') AND s.currency = coalesce(c.currency, 'CNY')
    AND s.first_month = c.first_month AND s.last_month = c.last_month
UNION ALL
SELECT DISTINCT c.claim, 'partners' AS axis, l.partner AS member, TRUE AS placed, TRUE AS certain
FROM claims AS c
JOIN levels AS l
    ON l.region = c.subject AND l.concept = c.concept AND coalesce(l.flow, '') = coalesce(c.flow, '') AND l.product = c.product AND l.regime = c.regime
    AND l.measure = c.measure AND coalesce(l.basis, '') = coalesce(c.basis, '') AND coalesce(l.currency, '') = coalesce(c.currency, '')
    AND l.first_month = c.first_month AND l.last_month = c.last_month
JOIN partner_kinds AS own ON own.partner = c.partner
JOIN partner_kinds AS other ON other.partner = l.partner AND other.kind = CASE WHEN own.kind = 'world' AND c.kind = 'count' THEN 'country' ELSE own.kind END
WHERE c.scope = 'partners' AND other.kind IN ('country', 'bloc')
UNION ALL
SELECT DISTINCT c.claim, 'products' AS axis, l.product AS member, TRUE AS placed, TRUE AS certain
FROM claims AS c
JOIN levels AS l
    ON l.region = c.subject AND l.concept = c.concept AND coalesce(l.flow, '') = coalesce(c.flow, '') AND l.partner = c.partner AND l.regime = c.regime
    AND l.measure = c.measure AND coalesce(l.basis, '') = coalesce(c.basis, '') AND coalesce(l.currency, '') = coalesce(c.currency, '')
    AND l.first_month = c.first_month AND l.last_month = c.last_month
    AND length(l.product) = length(c.product) AND substr(l.product, 1, 1) IN ('0', '1', '2', '3', '4', '5', '6', '7', '8', '9')
WHERE c.scope = 'products' AND substr(c.product, 1, 1) IN ('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');

CREATE OR REPLACE TEMP TABLE asked AS
WITH roles AS (
    SELECT
        c.*, r.role, d.role IS NOT NULL AS compared,
        e.role IS NOT NULL AND (d.role IS NULL OR c.op NOT IN ('growth', 'cagr', 'multiple', 'contribution')) AS moved
    FROM claims AS c
    JOIN kind_roles AS r ON r.kind = c.kind
    LEFT JOIN kind_roles AS d ON d.kind = c.kind AND d.role = 'versus'
    LEFT JOIN kind_roles AS e ON e.kind = c.kind AND e.role = 'base'
),
-- What a claim is set against is no whole of a share then, and the period it starts from no base of a rate, but figures of their own.
rates AS (
    SELECT
        *, CASE WHEN compared THEN NULL ELSE versus END AS whole, CASE WHEN moved THEN NULL ELSE base_first END AS rate_first,
        CASE WHEN moved THEN NULL ELSE base_last END AS rate_last
    FROM roles
),
figures AS (
    SELECT
        claim, role, subject AS member, subject AS region, product, partner, flow, op, whole AS versus, first_month, last_month, rate_first AS base_first,
        rate_last AS base_last, concept, regime, measure, basis, currency, TRUE AS placed, TRUE AS certain
    FROM rates
    WHERE role = 'subject'
    UNION ALL
    -- Members along regions are asked for the same figure, which is why it is told once here, of no region.
    SELECT
        claim, role, NULL, NULL, product, partner, flow, op, whole, first_month, last_month, rate_first, rate_last, concept, regime, measure, basis,
        currency, TRUE, TRUE
    FROM rates
    WHERE role = 'member' AND coalesce(scope, '') NOT IN ('partners', 'products')
    UNION ALL
    SELECT
        c.claim, c.role, m.member, c.subject, CASE m.axis WHEN 'products' THEN m.member ELSE c.product END,
        CASE m.axis WHEN 'partners' THEN m.member ELSE c.partner END, c.flow, c.op, c.whole, c.first_month, c.last_month, c.rate_first, c.rate_last,
        c.concept, c.regime, c.measure, c.basis, c.currency, m.placed, m.certain
    FROM rates AS c
    JOIN claim_members AS m ON m.claim = c.claim AND m.axis <> 'regions'
    WHERE c.role = 'member'
    UNION ALL
    SELECT
        claim, role, 'world', subject, CASE scope WHEN 'products' THEN 'all' ELSE product END, CASE scope WHEN 'partners' THEN 'world' ELSE partner END,
        flow, op, NULL, first_month, last_month, NULL, NULL, concept, regime, measure, basis, currency, TRUE, TRUE
    FROM rates
    WHERE role = 'whole' AND scope IN ('partners', 'products') AND op = 'level'
    UNION ALL
    SELECT
        claim, role, versus, versus, product, partner, flow, op, NULL, first_month, last_month, rate_first, rate_last, concept, regime, measure, basis,
        currency, TRUE, TRUE
    FROM rates
    WHERE role = 'versus'
    UNION ALL
    SELECT
        claim, role, CASE role WHEN 'base' THEN subject ELSE versus END, CASE role WHEN 'base' THEN subject ELSE versus END, product, partner, flow, op,
        CASE role WHEN 'base' THEN whole END, base_first, base_last, NULL, NULL, concept, regime, measure, basis, currency, TRUE, TRUE
    FROM rates
    WHERE role IN ('base', 'versus-base') AND moved AND base_first IS NOT NULL
    UNION ALL
    SELECT
        c.claim, c.role, p.part, CASE p.axis WHEN 'regions' THEN p.part ELSE c.subject END,
        CASE p.axis WHEN 'products' THEN p.part ELSE c.product END, CASE p.axis WHEN 'partners' THEN p.part ELSE c.partner END,
        CASE p.axis WHEN 'flows' THEN p.part ELSE c.flow END, c.op, NULL, c.first_month, c.last_month, NULL, NULL, c.concept, c.regime, c.measure,
        c.basis, c.currency, TRUE, TRUE
    FROM claim_parts AS p
    JOIN rates AS c ON c.claim = p.claim AND c.role = 'part'
)
SELECT
    *,
    concat_ws('|', op, coalesce(concept, ''), coalesce(flow, ''), product, partner, regime, measure, coalesce(basis, ''), coalesce(currency, ''),
        CAST(first_month AS VARCHAR), CAST(last_month AS VARCHAR), coalesce(versus, ''), coalesce(CAST(base_first AS VARCHAR), ''),
        coalesce(CAST(base_last AS VARCHAR), '')) AS figure
FROM figures;

CREATE OR REPLACE TEMP TABLE patterns AS
SELECT row_number() OVER (ORDER BY figure) AS pattern, *
FROM (
    SELECT DISTINCT
        figure, op, concept, flow, product, partner, regime, measure, basis, currency, first_month, last_month, versus, base_first, base_last
    FROM asked
) AS p;

-- A need is numbered by its pattern and its region: what is asked, and of whom.
CREATE OR REPLACE TEMP TABLE claim_needs AS
WITH told AS (
    SELECT a.claim, a.role, a.member, a.region, a.placed, a.certain, p.pattern
    FROM asked AS a
    JOIN patterns AS p ON p.figure = a.figure
),
placed AS (
    SELECT claim, role, member, region, placed, certain, pattern FROM told WHERE role <> 'member' OR member IS NOT NULL
    UNION ALL
    SELECT t.claim, t.role, m.member, m.member, m.placed, m.certain, t.pattern
    FROM told AS t
    JOIN claim_members AS m ON m.claim = t.claim AND m.axis = 'regions'
    WHERE t.role = 'member' AND t.member IS NULL
),
regions AS (
    SELECT region, row_number() OVER (ORDER BY region) AS place FROM (SELECT DISTINCT coalesce(region, '') AS region FROM placed) AS r
)
SELECT p.claim, p.role, p.member, p.placed, p.certain, p.pattern * 100000 + r.place AS need, p.region, p.pattern
FROM placed AS p
JOIN regions AS r ON r.region = coalesce(p.region, '');

CREATE OR REPLACE TEMP TABLE needs AS
SELECT
    n.need, n.region, p.op, p.concept, p.flow, p.product, p.partner, p.regime, p.measure, p.basis, p.currency, p.first_month, p.last_month, p.versus,
    p.base_first, p.base_last
FROM (SELECT DISTINCT need, region, pattern FROM claim_needs) AS n
JOIN patterns AS p ON p.pattern = n.pattern;
