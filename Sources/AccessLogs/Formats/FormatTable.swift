/// Every format that has a name. A new one is one file in this folder, and one row here.
///
/// Where two read a source equally well, the earlier one is taken.
enum FormatTable {
    static let rows: [LogFormat] = [
        Combined.combined,
        Combined.common,
        Combined.vhostCombined,
        GoogleLB.format,
        Cloudflare.format,
        AzureFrontDoor.format,
        FastlyJSON.format,
        GitLabRegistry.format,
        Traefik.format,
        Envoy.format,
        Caddy.format,
        NginxJSON.format,
        AnyJSON.format,
        S3Access.format,
        CloudFront.format,
        GCSUsage.format,
        ApplicationLoadBalancer.format,
        FastlyPipe.format,
        Distribution.format,
        DistributionJSON.format,
        Harbor.format,
        Quay.format,
        NginxProxyManager.format,
        Artifactory.format,
        Nexus.format,
        HAProxy.format,
        W3CExtended.format,
        DockerHub.format,
        ErrorLog.format,
    ]

    /// Whether a format may be tried on a sample: one that skips much needs to see its own mark first.
    static func admits(_ format: LogFormat, to sample: Span<UInt8>) -> Bool {
        format.name != Harbor.format.name || Harbor.hasMark(sample)
    }

    /// The format whose servers' mark stands in a sample of which no line is a request yet.
    static func marked(_ sample: Span<UInt8>) -> LogFormat? {
        if Harbor.hasMessage(sample) {
            return Harbor.format
        }
        if Distribution.hasMark(sample) {
            return Distribution.format
        }
        if DistributionJSON.hasMark(sample) {
            return DistributionJSON.format
        }
        if ErrorLog.hasMessage(sample) {
            return ErrorLog.format
        }
        return Traefik.hasMessage(sample) ? Traefik.format : nil
    }

    /// What a format that was found is called: of two that read the same, the one whose mark stands in the sample.
    static func named(_ format: LogFormat, by sample: Span<UInt8>) -> LogFormat {
        let isJSON =
            format.name == Distribution.format.name && !Distribution.hasMark(sample)
            && DistributionJSON.hasMark(sample)
        return isJSON ? DistributionJSON.format.wrapped(in: format.layers) : format
    }
}
