/// What each JSON format calls its fields, written down once more, so that a slip in the product's tables shows.
extension TwinKeyed {
    static let formats = [
        TwinKeyed(
            format: "google-lb",
            marks: ["httpRequest"],
            statusMayLack: true,
            names: [
                .time: ["timestamp"], .method: ["httpRequest.requestMethod"], .target: ["httpRequest.requestUrl"],
                .status: ["httpRequest.status"], .bytes: ["httpRequest.responseSize"],
                .client: ["httpRequest.remoteIp"], .referer: ["httpRequest.referer"],
                .userAgent: ["httpRequest.userAgent"],
            ]
        ),
        TwinKeyed(
            format: "cloudflare",
            marks: ["RayID", "ClientRequestMethod", "EdgeStartTimestamp"],
            isMessageWithoutMark: false,
            names: [
                .forwardedFor: ["ClientXForwardedFor"],
                .time: ["EdgeStartTimestamp", "EdgeEndTimestamp"], .method: ["ClientRequestMethod"],
                .target: ["ClientRequestURI", "ClientRequestPath"], .host: ["ClientRequestHost"],
                .status: ["EdgeResponseStatus"], .bytes: ["EdgeResponseBodyBytes", "EdgeResponseBytes"],
                .client: ["ClientIP"], .referer: ["ClientRequestReferer"], .userAgent: ["ClientRequestUserAgent"],
            ]
        ),
        TwinKeyed(
            format: "azure-frontdoor",
            marks: ["properties.httpMethod"],
            names: [
                .time: ["time", "timeStamp"], .method: ["properties.httpMethod"], .target: ["properties.requestUri"],
                .host: ["properties.hostName"], .status: ["properties.httpStatusCode"],
                .bytes: ["properties.responseBytes"], .forwardedFor: ["properties.clientIp", "properties.clientIP"],
                .client: ["properties.socketIp", "properties.clientIp", "properties.clientIP"],
                .referer: ["properties.referer", "properties.referrer"], .userAgent: ["properties.userAgent"],
            ]
        ),
        TwinKeyed(
            format: "fastly-json",
            marks: [
                "date_time", "cache_state", "response_cache", "edge_location", "network.client.ip",
                "server_datacenter", "fastly_server", "fastly_is_edge", "response_body_size", "resp_body_size",
                "request_user_agent",
            ],
            isMessageWithoutMark: false,
            names: [
                .forwardedFor: ["http.request_x_forwarded_for", "x_forwarded_for"],
                .time: ["date_time", "timestamp", "time_start", "start_time", "time", "date"],
                .method: ["method", "request", "http.method", "request_method"],
                .target: ["url", "request_path", "http.url", "request_uri", "path"], .query: ["request_query"],
                .host: ["host", "request_host", "http.host"],
                .status: ["status", "response_status", "http.status_code"],
                .bytes: ["bytes", "response_bytes", "network.bytes_written", "response_body_size", "resp_body_size"],
                .client: ["ip", "client_ip", "network.client.ip"],
                .referer: ["http.referer", "referer", "request_referer"],
                .userAgent: ["http.useragent", "user_agent", "request_user_agent"],
            ]
        ),
        TwinKeyed(
            format: "gitlab-registry",
            marks: ["written_bytes"],
            hasOtherLines: true,
            names: [
                .time: ["time"], .method: ["method"], .target: ["uri"], .host: ["host"], .status: ["status"],
                .bytes: ["written_bytes"], .client: ["remote_ip", "remote_addr"], .referer: ["referrer"],
                .userAgent: ["user_agent"],
            ]
        ),
        TwinKeyed(
            format: "traefik",
            marks: ["RequestMethod"],
            hasOtherLines: true,
            names: [
                .forwardedFor: ["request_X-Forwarded-For"],
                .time: ["StartUTC", "time", "StartLocal"], .method: ["RequestMethod"], .target: ["RequestPath"],
                .host: ["RequestHost", "RequestAddr"], .status: ["DownstreamStatus", "OriginStatus"],
                .bytes: ["DownstreamContentSize"], .client: ["ClientAddr", "ClientHost"],
                .referer: ["request_Referer"], .userAgent: ["request_User-Agent"],
            ]
        ),
        TwinKeyed(
            format: "envoy",
            marks: ["response_code"],
            hasOtherLines: true,
            names: [
                .forwardedFor: ["x_forwarded_for", "x-forwarded-for"],
                .time: ["start_time", "timestamp", "time"], .method: ["method", ":method"],
                .target: ["path", "x-envoy-origin-path", "x-envoy-original-path", ":path"],
                .host: ["authority", ":authority"], .status: ["response_code"], .bytes: ["bytes_sent"],
                .client: ["downstream_remote_address", "downstream_direct_remote_address"], .referer: ["referer"],
                .userAgent: ["user_agent", "user-agent"],
            ]
        ),
        TwinKeyed(
            format: "caddy",
            marks: ["size"],
            names: [
                .forwardedFor: ["request.headers.X-Forwarded-For"],
                .time: ["ts", "time", "timestamp"], .method: ["request.method"], .target: ["request.uri"],
                .host: ["request.host"], .status: ["status"], .bytes: ["size"],
                .client: ["request.client_ip", "request.remote_ip", "request.remote_addr"],
                .referer: ["request.headers.Referer"], .userAgent: ["request.headers.User-Agent"],
            ]
        ),
        TwinKeyed(
            format: "nginx-json",
            marks: [
                "remote_addr", "body_bytes_sent", "http_user_agent", "time_iso8601", "time_local", "request_uri",
                "msec",
            ],
            isMessageWithoutMark: false,
            names: [
                .forwardedFor: ["http_x_forwarded_for", "x_forwarded_for"],
                .time: ["time_iso8601", "time_local", "msec", "time", "@timestamp", "timestamp", "date"],
                .method: ["request_method", "method"], .request: ["request"],
                .target: ["request_uri", "uri", "url", "path"], .query: ["args", "query_string", "query"],
                .host: ["host", "http_host", "server_name", "vhost"], .status: ["status"],
                .bytes: ["body_bytes_sent", "bytes_sent", "bytes", "size"],
                .client: ["remote_addr", "client", "client_ip", "ip"],
                .referer: ["http_referer", "referer", "referrer"],
                .userAgent: ["http_user_agent", "user_agent", "agent"],
            ]
        ),
        TwinKeyed(
            format: "json",
            marks: [],
            names: [
                .forwardedFor: ["x_forwarded_for", "forwarded_for", "xff", "x-forwarded-for"],
                .time: [
                    "time", "timestamp", "@timestamp", "ts", "date", "datetime", "date_time", "start_time",
                    "requestTime",
                ],
                .method: ["method", "verb", "request_method", "http.request.method", "http.method", "requestMethod"],
                .request: ["request", "request_line"],
                .target: [
                    "url", "uri", "path", "request_uri", "url.original", "http.url", "request_path", "requestUri",
                    "requestUrl",
                ],
                .query: ["query", "query_string", "url.query"],
                .host: [
                    "host", "vhost", "http_host", "authority", "url.domain", "server_name", "hostname",
                    "request_host",
                ],
                .status: [
                    "status", "status_code", "response_status", "statusCode", "code", "http.response.status_code",
                    "http.status_code",
                ],
                .bytes: [
                    "bytes", "body_bytes_sent", "bytes_sent", "size", "length", "response_size", "responseSize",
                    "written_bytes", "http.response.body.bytes", "response_bytes", "response_body_size",
                ],
                .client: [
                    "client", "client_ip", "clientIp", "remote_ip", "remote_addr", "ip", "source.ip", "client.ip",
                    "client.address", "remoteAddr", "remote_address", "clientip",
                ],
                .referer: ["referer", "referrer", "http_referer", "http.request.referrer", "request_referer"],
                .userAgent: [
                    "user_agent", "userAgent", "agent", "useragent", "http_user_agent", "user_agent.original",
                    "request_user_agent",
                ],
            ]
        ),
    ]
}
