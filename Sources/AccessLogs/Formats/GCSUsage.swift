/// The usage log of Google Cloud Storage: CSV, every field quoted, a header in each file.
///
/// https://cloud.google.com/storage/docs/access-logs#format
///
///     "time_micros","c_ip","c_ip_type","c_ip_region","cs_method","cs_uri","sc_status","cs_bytes","sc_bytes",…
///     "1693206014339368","172.71.142.38","1","","GET","/v1/kanji/%E9%9B%86","200","0","277","488000","kanjiapi.dev",
///     "http://127.0.0.1:59961/","Mozilla/5.0","ADPycduv","GET_Object","kanjiapi.dev","v1/kanji/集"     (one line)
///
/// Traps: user agents hold commas, and their quotes are doubled; `cs_bytes` came in and `sc_bytes` went out; the path
/// is `cs_uri`, `cs_object` is the same decoded; `cs_host` is empty in some lines, and the bucket is the host then. Of
/// images in gcr.io it names only the blobs. Storage logs, `"bucket","storage_byte_hours"`, hold no requests.
enum GCSUsage {
    static let format = LogFormat(
        "gcs-usage",
        ColumnLayout(
            header: .row,
            separator: UInt8(ascii: ","),
            isQuoted: true,
            escaping: .doubledQuote,
            fields: [
                "time_micros": .epochMicroseconds, "c_ip": .client, "cs_method": .method, "cs_uri": .target,
                "sc_status": .status, "sc_bytes": .bytes, "cs_host": .host, "cs_referer": .referer,
                "cs_user_agent": .userAgent, "cs_bucket": .bucket,
            ],
            standard: [
                "time_micros", "c_ip", "c_ip_type", "c_ip_region", "cs_method", "cs_uri", "sc_status", "cs_bytes",
                "sc_bytes", "time_taken_micros", "cs_host", "cs_referer", "cs_user_agent", "s_request_id",
                "cs_operation", "cs_bucket", "cs_object",
            ]
        )
    )
}
