/// The access log of Azure Front Door, classic and Standard/Premium, as Azure Monitor exports it: one JSON object a line.
///
/// https://learn.microsoft.com/azure/frontdoor/monitor-front-door
///
///     {"category":"FrontdoorAccessLog","operationName":"Microsoft.Network/FrontDoor/AccessLog/Write","properties":
///     {"clientIp":"89.160.20.128","httpMethod":"GET","httpStatusCode":"200","requestUri":
///     "https://registry.example:443/v2/","responseBytes":"1205","userAgent":"curl/8.5"},
///     "time":"2021-12-15T03:10:11.6479719Z"}     (one line)
///
/// Traps: everything below `properties` is a string; the URL is absolute, with a port; other categories (firewall, health
/// probes) stand in the same stream and are no requests. `clientIp` is what `X-Forwarded-For` claims where the client sent
/// one, `socketIp` is the peer. Bytes count headers.
enum AzureFrontDoor {
    static let format = LogFormat(
        "azure-frontdoor",
        KeyedShape(
            marks: ["properties.httpMethod"],
            keys: [
                .time: ["time", "timeStamp"],
                .method: ["properties.httpMethod"],
                .target: ["properties.requestUri"],
                .host: ["properties.hostName"],
                .status: ["properties.httpStatusCode"],
                .bytes: ["properties.responseBytes"],
                .client: ["properties.socketIp", "properties.clientIp", "properties.clientIP"],
                .forwardedFor: ["properties.clientIp", "properties.clientIP"],
                .referer: ["properties.referer", "properties.referrer"],
                .userAgent: ["properties.userAgent"],
            ],
            targetNamesHost: true
        ),
        bytesIncludeHeaders: true
    )
}
