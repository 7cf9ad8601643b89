#include "tests/support/passwd_connector.h"

#include <map>

#include "engine/core/error.h"
#include "engine/core/line_reader.h"
#include "engine/core/text.h"

namespace reeve::test {
namespace {

// --- mapping: pure, a line becomes a fact

std::optional<PrincipalFact> account_of(const std::vector<std::string>& cells) {
  constexpr std::size_t kCells = 7;  // name, password, uid, gid, about, home, shell
  if (cells.size() != kCells || cells[0].empty()) return std::nullopt;
  const bool may_sign_in = !cells[6].ends_with("/nologin") && !cells[6].ends_with("/false");
  return PrincipalFact{.key = cells[0],
                       .second_key = cells[2],
                       .display_name = cells[0],
                       .enabled = tri(may_sign_in),
                       .person_name = split(cells[4] + ",", ',').front()};
}

// --- connector: asks, maps, tells, and says how each section ended

class PasswdConnector final : public Connector {
 public:
  explicit PasswdConnector(const SourceConfig& config)
      : passwd_(config.path("passwd")), group_(config.path("group")) {}

  std::vector<CheckItem> check() override { return {check_file(passwd_), check_file(group_)}; }

  void read(FactSink& sink, std::stop_token stop) override {
    std::map<std::string, std::vector<std::string>> members_by_gid;
    read_section(Section::account, passwd_, sink, stop, [&](const std::vector<std::string>& cells) {
      auto account = account_of(cells);
      if (!account) return false;
      members_by_gid[cells[3]].push_back(account->key);
      sink.fact(std::move(*account));
      return true;
    });
    sink.open(Section::membership, "members in " + group_ + " and main groups in " + passwd_);
    const std::string gap =
        read_section(Section::principal, group_, sink, stop, [&](const std::vector<std::string>& cells) {
          constexpr std::size_t kCells = 4;  // name, password, gid, members
          if (cells.size() != kCells || cells[0].empty()) return false;
          sink.fact(PrincipalFact{.key = "group:" + cells[0],
                                  .second_key = cells[2],
                                  .display_name = cells[0],
                                  .kind = PrincipalKind::group});
          std::vector<std::string> members = split(cells[3], ',');
          const auto& main = members_by_gid[cells[2]];
          members.insert(members.end(), main.begin(), main.end());
          for (const std::string& member : members)
            sink.fact(MembershipFact{.member_key = member, .container_key = "group:" + cells[0]});
          return true;
        });
    sink.close(Section::membership, gap.empty() ? SectionState::complete : SectionState::partial, gap);
  }

 private:
  static CheckItem check_file(const std::string& path) {
    try {
      LineReader reader(path);
      std::string line;
      return {"read " + path, reader.next(line) ? TriState::yes : TriState::no,
              line.empty() ? "is empty" : "has lines"};
    } catch (const Error& error) {
      return {"read " + path, TriState::no, error.message()};
    }
  }

  // Why the section is not complete; empty where it is.
  template <class Tell>
  static std::string read_section(Section section, const std::string& path, FactSink& sink,
                                  const std::stop_token& stop, const Tell& tell) {
    sink.open(section, "file " + path);
    try {
      LineReader reader(path);
      bool whole = true;
      for (std::string line; reader.next(line);) {
        if (stop.stop_requested()) break;
        // A line without an end may be cut off.
        if (reader.ended() && tell(split(line, ':'))) continue;
        whole = false;
        sink.reject(
            {section, path + ":" + std::to_string(reader.line()), std::nullopt, "the line cannot be read"});
      }
      const std::string gap = stop.stop_requested() ? "the read was stopped" : reader.problem();
      sink.close(section, gap.empty() ? SectionState::complete : SectionState::partial, gap);
      return gap.empty() && !whole ? "lines of " + path + " cannot be read" : gap;
    } catch (const Error& error) {
      sink.close(section, SectionState::failed, error.message());
      return error.message();
    }
  }

  std::string passwd_, group_;
};

}  // namespace

ConnectorKind passwd_connector() {
  return {
      .name = "passwd",
      .help = "accounts and groups of one Unix host",
      .options =
          {{.name = "passwd", .required = true, .help = "a copy of /etc/passwd", .example = "host1/passwd"},
           {.name = "group", .required = true, .help = "a copy of /etc/group", .example = "host1/group"}},
      .create = [](const SourceConfig& config, const Clock&) -> std::unique_ptr<Connector> {
        return std::make_unique<PasswdConnector>(config);
      }};
}

}  // namespace reeve::test
