-- The subject's place by level and by growth: among its peers, in its groups, and the ten largest if it is one of them and there are more; from the top and, for growth, from
-- the bottom; and the place of each partner and product of its own.
WITH places AS (
    SELECT s.*, m.scope
    FROM slices AS s
    JOIN mined_scopes AS m ON m.member = s.region AND m.kind = 'rank'
    WHERE s.measure = 'value' AND (s.plain OR m.scope = s.peers)
    UNION ALL
    SELECT s.*, b.scope
    FROM slices AS s
    JOIN siblings AS b ON b.member = s.region
    WHERE s.measure = 'value' AND s.plain
    UNION ALL
    SELECT s.*, 'top-10' AS scope
    FROM slices AS s
    JOIN (
        SELECT
            l.region, l.first_month, l.last_month,
            row_number() OVER (PARTITION BY h.peers, l.first_month, l.last_month ORDER BY l.value DESC, l.region) AS place,
            count(*) OVER (PARTITION BY h.peers, l.first_month, l.last_month) AS peers_held
        FROM levels AS l
        JOIN spans AS d ON d.first_month = l.first_month AND d.last_month = l.last_month
        JOIN homes AS h ON h.region = l.region
        JOIN scope_members AS p ON p.scope = h.peers AND p.member = l.region
        WHERE l.concept = 'trade' AND l.flow = h.main_flow AND l.product = 'all' AND l.partner = 'world'
            AND l.regime = 'all' AND l.measure = 'value' AND l.currency = h.currency
            AND l.basis = CASE l.flow WHEN 'export' THEN h.basis_export ELSE h.basis_total END
    ) AS ten ON ten.region = s.region AND ten.first_month = s.first_month AND ten.last_month = s.last_month AND ten.place <= 10 AND ten.peers_held > 10
    WHERE s.plain AND s.concept = 'trade' AND s.measure = 'value'
),
asked AS (
    SELECT p.region, o.op, p.concept, p.flow, p.product, p.partner, p.regime, p.measure, p.basis, p.currency, p.period, p.first_month, p.last_month, p.scope, o.ord
    FROM places AS p
    CROSS JOIN (
        SELECT 'level' AS op, 'desc' AS ord UNION ALL SELECT 'growth', 'desc' UNION ALL SELECT 'growth', 'asc'
    ) AS o
    WHERE (o.op = 'level' AND p.scope <> 'top-10') OR (o.op = 'growth' AND p.growth IS NOT NULL)
    UNION ALL
    SELECT s.region, 'level', s.concept, s.flow, s.product, s.partner, s.regime, s.measure, s.basis, s.currency, s.period, s.first_month, s.last_month,
        CASE WHEN s.partner <> 'world' THEN 'partners' ELSE 'products' END, 'desc'
    FROM slices AS s
    WHERE s.measure = 'value' AND s.regime = 'all' AND ((s.partner <> 'world' AND s.product = 'all') OR (s.product <> 'all' AND s.partner = 'world'))
        AND s.value * 20 > s.whole
)
SELECT region AS subject, op, concept, flow, product, partner, regime, measure, basis, currency, period, first_month, last_month, scope, 'nth' AS test,
    NULL AS threshold, ord, NULL AS versus, NULL AS base_first, NULL AS base_last
FROM asked
