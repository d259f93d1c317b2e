import API
import Testing

struct ServiceTests {}
