-- Amounts of a flow by region and product (an HS code cut to its first digits) within months, of the records of one source that count.
SELECT region, left(product, $digits) AS product, CAST(sum(value) AS DOUBLE) AS value
FROM records
WHERE flow = $flow AND source = $source AND currency = $currency AND first_month >= $first AND last_month <= $last AND length(product) >= $digits
    AND product <> 'all'
GROUP BY region, left(product, $digits)
ORDER BY region, product
