-- The calendar years of a series with how many members of a group are held in each, one row a year.
WITH sizes AS (
    SELECT scope, count(*) AS members FROM scope_members WHERE scope = $scope GROUP BY scope
)
SELECT CAST((l.first_month - 1) / 100 AS INTEGER) AS year, count(DISTINCT l.region) AS held, max(s.members) AS members
FROM single_levels AS l
JOIN scope_members AS m ON m.member = l.region AND m.scope = $scope
JOIN sizes AS s ON s.scope = m.scope
WHERE l.concept = 'trade' AND l.flow = $flow AND l.basis = $basis AND l.currency = $currency AND l.product = $product AND l.partner = $partner
    AND l.regime = 'all' AND l.measure = 'value' AND l.value IS NOT NULL
    AND l.first_month % 100 = 1 AND l.last_month = l.first_month + 11
GROUP BY l.first_month
ORDER BY l.first_month
