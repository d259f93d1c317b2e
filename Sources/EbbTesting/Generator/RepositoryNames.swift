/// Names of repositories: Kubernetes' own for the most popular ones, made-up ones behind.
enum RepositoryNames {
    /// In order of popularity.
    private static let wellKnown = [
        "pause", "kube-proxy", "coredns/coredns", "ingress-nginx/controller", "kube-apiserver", "etcd",
        "metrics-server/metrics-server", "dns/k8s-dns-node-cache", "kube-controller-manager", "kube-scheduler",
        "sig-storage/csi-provisioner", "sig-storage/csi-node-driver-registrar", "sig-storage/livenessprobe",
        "autoscaling/cluster-autoscaler", "kube-state-metrics/kube-state-metrics", "sig-storage/csi-attacher",
        "ingress-nginx/kube-webhook-certgen", "sig-storage/csi-snapshotter", "sig-storage/csi-resizer",
        "external-dns/external-dns", "dns/k8s-dns-kube-dns", "dns/k8s-dns-sidecar", "dns/k8s-dns-dnsmasq-nanny",
        "cpa/cluster-proportional-autoscaler", "sig-storage/snapshot-controller",
        "node-problem-detector/node-problem-detector",
        "provider-aws/aws-ebs-csi-driver", "nfd/node-feature-discovery", "defaultbackend-amd64", "hyperkube",
        "addon-resizer",
        "sig-storage/nfs-provisioner", "sig-storage/local-volume-provisioner", "descheduler/descheduler",
        "prometheus-adapter/prometheus-adapter", "kas-network-proxy/proxy-agent", "kas-network-proxy/proxy-server",
        "provider-aws/cloud-controller-manager", "provider-os/openstack-cloud-controller-manager", "git-sync/git-sync",
        "cloud-provider-gcp/cloud-controller-manager", "sig-storage/nfs-subdir-external-provisioner",
        "csi-secrets-store/driver", "csi-secrets-store/driver-crds", "gateway-api/admission-server",
        "cluster-api/cluster-api-controller",
        "cluster-api/kubeadm-bootstrap-controller", "cluster-api-aws/cluster-api-aws-controller",
        "kops/kops-controller",
        "kops/dns-controller", "kops/kube-apiserver-healthcheck", "metrics-server-amd64",
        "cluster-proportional-autoscaler-amd64",
        "k8s-dns-node-cache", "ingress-nginx/nginx-errors", "conformance", "e2e-test-images/agnhost",
        "e2e-test-images/busybox",
        "e2e-test-images/nginx", "e2e-test-images/httpd", "e2e-test-images/jessie-dnsutils",
        "e2e-test-images/volume/nfs",
        "build-image/debian-base", "build-image/debian-iptables", "build-image/distroless-iptables",
        "build-image/go-runner",
        "sig-storage/hostpathplugin", "sig-storage/mock-driver", "scheduler-plugins/kube-scheduler",
        "scheduler-plugins/controller",
        "networking/ip-masq-agent-amd64", "networking/kube-network-policies", "kueue/kueue", "jobset/jobset",
        "kwok/kwok",
    ]
    private static let groups = [
        "sig-storage", "ingress-nginx", "e2e-test-images", "kops", "cluster-api", "provider-aws", "provider-os",
        "provider-gcp",
        "artifact-promoter", "build-image", "csi-vsphere", "capi-openstack", "cloud-pv-vsphere",
        "node-feature-discovery",
        "multitenancy", "security-profiles-operator", "sp-operator", "slack-infra", "releng", "txtdirect", "boskos",
        "examples/guestbook", "test-images/perf", "kube-addons/monitoring",
    ]
    private static let subjects = [
        "node", "volume", "archive", "webhook", "gateway", "network", "policy", "metrics", "backup", "cert", "quota",
        "event",
        "audit", "storage", "device", "token", "image", "cluster", "health", "queue",
    ]
    private static let roles = [
        "controller", "manager", "driver", "agent", "proxy", "provisioner", "operator", "exporter", "sidecar", "server",
    ]

    /// `count` names, the most popular first, none twice.
    static func first(_ count: Int) -> [String] {
        var names = Array(wellKnown.prefix(count))
        var made = 0
        while names.count < count {
            let group = groups[made % groups.count]
            let subject = subjects[made / groups.count % subjects.count]
            let role = roles[(made / groups.count / subjects.count + made) % roles.count]
            let round = made / (groups.count * subjects.count * roles.count)
            names.append("\(group)/\(subject)-\(role)" + (round > 0 ? "-v\(round + 1)" : ""))
            made += 1
        }
        return names
    }
}
