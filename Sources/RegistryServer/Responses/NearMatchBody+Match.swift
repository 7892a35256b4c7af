import Registry
import RegistryAPI
import SchemaCore

extension NearMatchBody {
  init(_ match: NearMatch) {
    let difference =
      switch match.difference {
      case .deletion: "DELETED"
      case .spelling: "SPELLING"
      case .references: "REFERENCES"
      case .contract: "CONTRACT"
      case .subject: "SUBJECT"
      }
    self.init(
      subject: match.key.subject.description, version: match.key.version.rawValue, id: match.id.rawValue,
      difference: difference, explanation: match.explanation)
  }
}
