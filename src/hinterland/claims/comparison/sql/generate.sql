-- Growth against the nation's; and every province that the subject overtook, or was overtaken by, since a year before.
SELECT
    s.region AS subject, 'growth' AS op, s.concept, s.flow, s.product, s.partner, s.regime, s.measure, s.basis, s.currency, s.period, s.first_month, s.last_month,
    NULL AS scope, '=' AS test, NULL AS threshold, NULL AS ord, 'CN' AS versus, NULL AS base_first, NULL AS base_last
FROM slices AS s
WHERE s.region <> 'CN' AND s.growth IS NOT NULL AND s.plain AND s.measure = 'value'
UNION ALL
SELECT
    s.region, 'level', s.concept, s.flow, s.product, s.partner, s.regime, s.measure, s.basis, s.currency, s.period, s.first_month, s.last_month,
    NULL, '>', NULL, NULL, l.region, s.first_month - 100, s.last_month - 100
FROM slices AS s
JOIN scope_members AS o ON o.scope = 'provinces' AND o.member = s.region
JOIN levels AS l ON l.series = s.series AND l.first_month = s.first_month AND l.last_month = s.last_month AND l.region <> s.region
JOIN scope_members AS p ON p.scope = 'provinces' AND p.member = l.region
JOIN levels AS b ON b.series = s.series AND b.region = l.region AND b.first_month = s.first_month - 100 AND b.last_month = s.last_month - 100
WHERE s.plain AND s.concept = 'trade' AND s.measure = 'value' AND s.low >= l.high AND s.base_high <= b.low
