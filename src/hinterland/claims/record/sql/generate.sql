-- The highest and lowest among the subject's own periods of this length, for every series with at least three of them: from the first on since which every period
-- is held, or surely not ahead by its bounds. That window is the base here.
WITH known AS (
    SELECT s.slice, s.first_month = s.last_month AS monthly, s.last_month, o.ord, l.first_month AS l_first, l.last_month AS l_last, TRUE AS held
    FROM slices AS s
    CROSS JOIN (SELECT 'desc' AS ord UNION ALL SELECT 'asc') AS o
    JOIN levels AS l
        ON l.series = s.series AND l.region = s.region AND l.last_month - l.first_month = s.last_month - s.first_month AND l.last_month <= s.last_month
        AND l.held = l.members AND (l.last_month % 100 = s.last_month % 100 OR s.first_month = s.last_month)
    UNION ALL
    SELECT s.slice, s.first_month = s.last_month AS monthly, s.last_month, o.ord, u.first_month, u.last_month, FALSE
    FROM slices AS s
    CROSS JOIN (SELECT 'desc' AS ord UNION ALL SELECT 'asc') AS o
    JOIN unheld AS u
        ON u.series = s.series AND u.region = s.region AND u.last_month - u.first_month = s.last_month - s.first_month AND u.last_month < s.last_month
        AND (u.last_month % 100 = s.last_month % 100 OR s.first_month = s.last_month)
    WHERE CASE o.ord WHEN 'desc' THEN u.high <= s.low ELSE u.low >= s.high END
),
placed AS (
    SELECT
        slice, ord, l_first, held,
        CASE WHEN monthly THEN floor(last_month / 100) * 12 + last_month % 100 - floor(l_last / 100) * 12 - l_last % 100
            ELSE (last_month - l_last) / 100 END AS back
    FROM known
),
numbered AS (
    SELECT *, row_number() OVER (PARTITION BY slice, ord ORDER BY back) - 1 AS place FROM placed
),
enough AS (
    SELECT slice, ord, min(CASE WHEN held THEN l_first END) AS since
    FROM numbered
    WHERE back = place
    GROUP BY slice, ord
    HAVING count(CASE WHEN held THEN 1 END) >= 3
)
SELECT
    s.region AS subject, 'level' AS op, s.concept, s.flow, s.product, s.partner, s.regime, s.measure, s.basis, s.currency, s.period, s.first_month, s.last_month,
    CASE WHEN s.first_month = s.last_month THEN 'months' ELSE 'years' END AS scope, CASE e.ord WHEN 'desc' THEN 'highest' ELSE 'lowest' END AS test,
    NULL AS threshold, e.ord, NULL AS versus, e.since AS base_first, s.last_month AS base_last
FROM slices AS s
JOIN enough AS e ON e.slice = s.slice
