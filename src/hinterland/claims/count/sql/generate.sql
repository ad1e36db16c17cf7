-- The club above a round threshold that the subject belongs to (for the nation and groups: above the largest power of ten that any member reached), how many
-- members grew, and how many grew faster than the nation.
WITH clubs AS (
    SELECT s.region AS subject, s.concept, s.flow, s.product, s.partner, s.regime, s.measure, s.basis, s.currency, s.period, s.first_month, s.last_month,
        max(m.mark) AS threshold, s.peers AS scope, s.nation
    FROM slices AS s
    JOIN marks AS m
        ON m.series = s.series AND m.region = s.region AND m.first_month = s.first_month AND m.last_month = s.last_month AND m.step IN (1.0, 2.0, 5.0)
    JOIN scope_members AS p ON p.scope = s.peers AND p.member = s.region
    WHERE s.measure = 'value' AND s.concept = 'trade' AND s.plain AND s.flow = s.main_flow
    GROUP BY s.region, s.concept, s.flow, s.product, s.partner, s.regime, s.measure, s.basis, s.currency, s.period, s.first_month, s.last_month, s.peers, s.nation
    UNION ALL
    SELECT s.region, s.concept, s.flow, s.product, s.partner, s.regime, s.measure, s.basis, s.currency, s.period, s.first_month, s.last_month,
        max(power(10, floor(log10(CAST(l.low AS DOUBLE))))), CASE WHEN s.region = s.nation THEN s.peers ELSE s.region END, s.nation
    FROM slices AS s
    JOIN scope_members AS m ON m.scope = CASE WHEN s.region = s.nation THEN s.peers ELSE s.region END
    JOIN levels AS l ON l.region = m.member AND l.series = s.series AND l.first_month = s.first_month AND l.last_month = s.last_month AND l.low >= 1
    WHERE s.plain AND s.concept = 'trade' AND s.flow = s.main_flow AND s.measure = 'value'
    GROUP BY s.region, s.concept, s.flow, s.product, s.partner, s.regime, s.measure, s.basis, s.currency, s.period, s.first_month, s.last_month, s.nation, s.peers
),
growers AS (
    SELECT s.region AS subject, s.concept, s.flow, s.product, s.partner, s.regime, s.measure, s.basis, s.currency, s.period, s.first_month, s.last_month,
        CAST(0 AS DOUBLE) AS threshold, CASE WHEN s.region = s.nation THEN s.peers ELSE s.region END AS scope, s.nation
    FROM slices AS s
    WHERE s.plain AND s.concept = 'trade' AND s.measure = 'value' AND (s.region = s.nation OR s.region IN (SELECT scope FROM scope_members))
),
national AS (
    SELECT g.subject, g.concept, g.flow, g.product, g.partner, g.regime, g.measure, g.basis, g.currency, g.period, g.first_month, g.last_month,
        round(n.growth, 1) AS threshold, g.scope, g.nation
    FROM growers AS g
    JOIN slices AS n
        ON n.region = g.nation AND n.flow = g.flow AND n.plain AND n.concept = g.concept AND n.growth IS NOT NULL AND n.first_month = g.first_month
        AND n.last_month = g.last_month
)
SELECT subject, op, concept, flow, product, partner, regime, measure, basis, currency, period, first_month, last_month, scope, '>' AS test, threshold,
    NULL AS ord, NULL AS versus, NULL AS base_first, NULL AS base_last
FROM (
    SELECT *, 'level' AS op FROM clubs
    UNION ALL
    SELECT *, 'growth' AS op FROM growers
    UNION ALL
    SELECT *, 'growth' AS op FROM national
) AS asked
