/// What each tool asks for, and in which order.
///
/// The orders are those of the tools' sources and of logs recorded with real ones: containerd asks no ping and names
/// the tag only in a HEAD, and so does Docker since 20.10, after a ping; containers/image and go-containerregistry
/// GET the tag.
extension Simulation {
    /// What a pull came to.
    enum Result {
        /// Manifests, configuration and layers, or as much of them as the tool was missing.
        case pulled
        /// Nothing had changed, or the tool only looked.
        case checked
        /// No such tag, or no answer.
        case failed
    }

    mutating func runSession() {
        let agent = Agent.all[Int(session.agent)]
        let result: Result
        if draw.chance(0.006), agent.sequence != .signature {
            result = askForMissingTag(agent)
        } else if draw.chance(0.0004) {
            result = tryToPush()
        } else {
            result = run(agent.sequence)
        }
        count(result)
        // What is lost in a firewall is tried again, as the kubelet does.
        if session.isLost, agent.followsRedirects, draw.chance(0.75) {
            session.isLost = false
            session.time += UInt32(10_000 + draw.below(2000))
            count(run(agent.sequence))
        }
    }

    private mutating func count(_ result: Result) {
        let isRedirected = redirects(population.clients[Int(session.client)])
        tally.count(result, wasLost: session.isLost, asksLegacy: session.asksLegacy, isRedirected: isRedirected)
    }

    private mutating func run(_ sequence: Agent.Sequence) -> Result {
        switch sequence {
        case .containerd, .buildkit: containerd(layersMissing: sequence == .buildkit ? 0.15 : 0.9)
        case .docker: docker()
        case .getTag: getTag()
        case .mirror: mirror()
        case .signature: signature()
        case .tagsList: tagsList()
        case .single: single()
        }
    }

    private mutating func containerd(layersMissing: Double) -> Result {
        let image = currentImage()
        let byDigest = draw.chance(0.08)
        guard byDigest ? ask(.head, manifest: image.top) : askTag(.head) else { return .failed }
        // The image is there, as with `imagePullPolicy: Always`.
        if !byDigest, draw.chance(0.5) { return .checked }
        guard getManifests(of: image, topByTag: false) else { return .failed }
        return getBlobs(of: image, layersMissing: layersMissing)
    }

    private mutating func docker() -> Result {
        let image = currentImage()
        guard ask(.get, .ping) else { return .failed }
        if !draw.chance(0.06) {
            guard askTag(.head) else { return .failed }
            if draw.chance(0.55) { return .checked }
        }
        guard getManifests(of: image, topByTag: false) else { return .failed }
        return getBlobs(of: image, layersMissing: 0.85)
    }

    private mutating func getTag() -> Result {
        let image = currentImage()
        guard ask(.get, .ping), getManifests(of: image, topByTag: true) else { return .failed }
        // The manifests say that nothing is missing. They were fetched, so this is a pull all the same.
        if draw.chance(0.45) { return .pulled }
        return getBlobs(of: image, layersMissing: 0.85)
    }

    private mutating func mirror() -> Result {
        let image = currentImage()
        guard askTag(.head) else { return .failed }
        if draw.chance(0.7) { return .checked }
        guard getManifests(of: image, topByTag: true) else { return .failed }
        return getBlobs(of: image, layersMissing: 0.8)
    }

    private mutating func signature() -> Result {
        let image = currentImage()
        guard ask(.get, .ping) else { return .failed }
        let isThere = image.top % 3 != 0
        return ask(.get, .manifest, .signature, image.top, size: 2100, isThere: isThere) ? .checked : .failed
    }

    private mutating func tagsList() -> Result {
        guard ask(.get, .ping) else { return .failed }
        let tags = catalogue.repositories[Int(session.repository)].tags.count
        return ask(.get, .tagsList, size: UInt32(60 + tags * 10)) ? .checked : .failed
    }

    private mutating func single() -> Result {
        draw.chance(0.5) ? (askTag(.head) ? .checked : .failed) : (askTag(.get) ? .pulled : .failed)
    }

    /// The index and the platform's manifest.
    private mutating func getManifests(of image: Catalogue.Image, topByTag: Bool) -> Bool {
        guard topByTag ? askTag(.get) : ask(.get, manifest: image.top) else { return false }
        guard let platform = image.platform else { return true }
        return ask(.get, manifest: platform)
    }

    /// The configuration, and each layer that is not there from another image.
    private mutating func getBlobs(of image: Catalogue.Image, layersMissing: Double) -> Result {
        guard ask(.get, .blob, .digest, image.config, size: Catalogue.configSize(image.config)) else { return .failed }
        for index in image.layers where draw.chance(index < image.sharedLayers ? layersMissing / 2 : layersMissing) {
            let layer = image.layer(index)
            guard ask(.get, .blob, .digest, layer, size: Catalogue.layerSize(layer)) else { return .failed }
        }
        return .pulled
    }

    /// Docker looks again with GET after a HEAD that found nothing; the others give up.
    private mutating func askForMissingTag(_ agent: Agent) -> Result {
        if agent.sequence == .docker || agent.sequence == .getTag { _ = ask(.get, .ping) }
        if agent.sequence != .getTag { _ = ask(.head, .manifest, .missingTag, UInt64(draw.below(20)), isThere: false) }
        if agent.sequence == .docker || agent.sequence == .getTag {
            _ = ask(.get, .manifest, .missingTag, UInt64(draw.below(20)), isThere: false)
        }
        return .failed
    }

    private mutating func tryToPush() -> Result {
        _ = ask(.post, .upload)
        return .failed
    }

    private mutating func askTag(_ method: LoggedRequest.Method) -> Bool {
        ask(method, .manifest, .tag, UInt64(session.tag), size: Catalogue.manifestSize(currentImage().top))
    }

    private mutating func ask(_ method: LoggedRequest.Method, manifest digest: UInt64) -> Bool {
        ask(method, .manifest, .digest, digest, size: Catalogue.manifestSize(digest))
    }

    private func currentImage() -> Catalogue.Image {
        let platform = population.clients[Int(session.client)].platform
        return catalogue.image(repository: Int(session.repository), tag: Int(session.tag), platform: Int(platform))
    }
}
