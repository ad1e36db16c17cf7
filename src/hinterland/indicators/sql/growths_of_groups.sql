-- Growth of groups whose levels were summed just now, beside what was published of them.
INSERT INTO growths
SELECT r.region, r.series, r.first_month, r.last_month, r.low, r.high, r.observations, r.published
FROM reckoned AS r
JOIN groups_asked AS a ON a.scope = r.region
LEFT JOIN growths AS g ON g.region = r.region AND g.series = r.series AND g.first_month = r.first_month AND g.last_month = r.last_month
WHERE g.region IS NULL;
