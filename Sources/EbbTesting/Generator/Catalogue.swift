/// The repositories with their tags and images.
///
/// Nothing of an image is stored: its digests are keys made from the seed, its sizes are made from the digests, so that
/// the same digest has the same size wherever it is asked for.
struct Catalogue: Sendable {
    /// One platform of one tag.
    struct Image {
        /// What the tag names: the index of a multi-platform image, else the manifest.
        let top: UInt64
        /// The platform's manifest, where ``top`` is an index.
        let platform: UInt64?
        let config: UInt64
        let layers: ClosedRange<Int>
        /// The first layers, which come from a base that other repositories share.
        let sharedLayers: Int
        fileprivate let base: UInt64
        fileprivate let own: UInt64

        func layer(_ index: Int) -> UInt64 {
            index < sharedLayers ? Draw.hash(base, UInt64(index)) : Draw.hash(own, UInt64(index))
        }
    }

    struct Repository: Sendable {
        let name: [UInt8]
        let tags: [[UInt8]]
        let isMultiPlatform: Bool
        let layerCount: Int
        let base: UInt64
    }

    private static let bases = 9
    private let seed: UInt64
    let repositories: [Repository]
    let popularity: Weights

    init(scenario: Scenario) {
        seed = Draw.hash(scenario.seed, 0xCA7A)
        popularity = Weights(ranks: scenario.repositories, shift: 1.6)
        var draw = Draw(seed)
        repositories = RepositoryNames.first(scenario.repositories).map { name in
            Repository(
                name: Array(name.utf8),
                tags: Self.tags(of: name, count: 3 + draw.below(28), draw: &draw),
                isMultiPlatform: name == "pause" || draw.chance(0.8),
                layerCount: name == "pause" ? 1 : 2 + draw.below(8),
                base: UInt64(draw.below(Self.bases))
            )
        }
    }

    func image(repository index: Int, tag: Int, platform: Int) -> Image {
        let repository = repositories[index]
        let tagKey = Draw.hash(seed, UInt64(index) << 16 | UInt64(tag), 1)
        let platform = repository.isMultiPlatform ? platform : 0
        let own = Draw.hash(tagKey, UInt64(platform), 2)
        // Four tags in a row are built on the same base.
        let base = Draw.hash(seed, repository.base << 20 | UInt64(tag / 4) << 8 | UInt64(platform), 3)
        return Image(
            top: repository.isMultiPlatform ? tagKey : Draw.hash(own, 1 << 32),
            platform: repository.isMultiPlatform ? Draw.hash(own, 1 << 32) : nil,
            config: Draw.hash(own, 1 << 33),
            layers: 0...repository.layerCount - 1,
            sharedLayers: repository.layerCount / 3,
            base: base,
            own: own
        )
    }

    /// Bytes of a manifest.
    static func manifestSize(_ digest: UInt64) -> UInt32 {
        UInt32(429 + SeededGenerator.mix(digest) % 2200)
    }

    /// Bytes of an image's configuration.
    static func configSize(_ digest: UInt64) -> UInt32 {
        UInt32(700 + SeededGenerator.mix(digest) % 6400)
    }

    /// Bytes of a layer: most are small, a few are hundreds of megabytes.
    static func layerSize(_ digest: UInt64) -> UInt32 {
        let unit = Double(SeededGenerator.mix(digest) >> 11) * 0x1p-53
        return UInt32(min(150_000 / (1 - unit), 380_000_000)) - 120_000
            + UInt32(SeededGenerator.mix(digest &+ 1) % 9000)
    }

    /// Versions in ascending order; Kubernetes' own parts have its version.
    private static func tags(of name: String, count: Int, draw: inout Draw) -> [[UInt8]] {
        let isKubernetes = name.hasPrefix("kube-") && !name.contains("/")
        let style = isKubernetes ? 0 : draw.below(4)
        var version = isKubernetes ? [1, 21, 0] : [draw.below(4), draw.below(25), 0]
        return (0..<count).map { _ in
            switch draw.below(8) {
            case 0 where !isKubernetes: version = [version[0] + 1, 0, 0]
            case 0...3 where !isKubernetes, 0: version = [version[0], version[1] + 1, 0]
            default: version[2] += 1
            }
            let number = version.map(String.init).joined(separator: ".")
            return Array((style < 2 ? "v\(number)" : style == 2 ? number : "\(number)-0").utf8)
        }
    }
}
