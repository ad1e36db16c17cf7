-- Thresholds crossed in this period: the largest that the figure has reached and that it had not reached a year before; alone, and as the n-th of its groups.
WITH crossed AS (
    SELECT region, series, max(mark) AS threshold
    FROM marks
    WHERE base_high <= mark AND regime = 'all'
    GROUP BY region, series
)
SELECT
    s.region AS subject, 'level' AS op, s.concept, s.flow, s.product, s.partner, s.regime, s.measure, s.basis, s.currency, s.period, s.first_month, s.last_month,
    m.scope, '>' AS test, c.threshold, NULL AS ord, NULL AS versus, NULL AS base_first, NULL AS base_last
FROM crossed AS c
JOIN slices AS s ON s.region = c.region AND s.series = c.series
JOIN (
    SELECT scope, member FROM scope_members WHERE scope IN ('provinces', 'central', 'eastern', 'western', 'northeast', 'inland')
    UNION ALL
    SELECT NULL AS scope, subject AS member FROM subjects
) AS m ON m.member = s.region
