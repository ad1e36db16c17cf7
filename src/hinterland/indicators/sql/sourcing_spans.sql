-- What records are held of a flow: by source, currency and year the months, and how many regions and HS codes.
SELECT
    source, currency, year, min(first_month) AS first_month, max(last_month) AS last_month, count(DISTINCT first_month) AS spans,
    count(DISTINCT region) AS regions, count(DISTINCT left(product, $digits)) AS products, count(*) AS lines
FROM records
WHERE flow = $flow AND length(product) >= $digits AND product <> 'all'
GROUP BY source, currency, year
ORDER BY year DESC, lines DESC, source, currency
