-- The highest and lowest among the subject's own periods of this length, for every series with at least three of them.
WITH enough AS (
    SELECT s.series, s.region, s.first_month, s.last_month, count(*) AS periods
    FROM slices AS s
    JOIN levels AS l
        ON l.series = s.series AND l.region = s.region AND l.last_month - l.first_month = s.last_month - s.first_month AND l.last_month <= s.last_month
        AND (l.last_month % 100 = s.last_month % 100 OR s.first_month = s.last_month)
    GROUP BY s.series, s.region, s.first_month, s.last_month
    HAVING count(*) >= 3
)
SELECT
    s.region AS subject, 'level' AS op, s.concept, s.flow, s.product, s.partner, s.regime, s.measure, s.basis, s.currency, s.period, s.first_month, s.last_month,
    CASE WHEN s.first_month = s.last_month THEN 'months' ELSE 'years' END AS scope, o.test, NULL AS threshold, o.ord, NULL AS versus, NULL AS base_first,
    NULL AS base_last
FROM slices AS s
JOIN enough AS e ON e.series = s.series AND e.region = s.region AND e.first_month = s.first_month AND e.last_month = s.last_month
CROSS JOIN (SELECT 'highest' AS test, 'desc' AS ord UNION ALL SELECT 'lowest', 'asc') AS o
