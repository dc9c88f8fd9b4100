#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include <QObject>
#include <QString>

#include "base/json.h"
#include "base/result.h"

namespace admin {

/// One call of an admin operation, as a row of the operation table names it.
struct AdminCall {
    std::string operation{};                                  ///< `providers.create`
    std::vector<std::pair<std::string, std::string>> path{};  ///< `{"id", "prov_…"}` for each `{id}` of its path.
    std::vector<std::pair<std::string, std::string>> query{}; ///< `{"limit", "50"}`
    base::Json body = nullptr;
};

/// How the UI and the command line reach a gateway: the one in this process, or a remote one. It can do what the admin
/// API can, and nothing else.
/// Thread: the one it was made on; answers arrive there.
class AdminClient : public QObject {
    Q_OBJECT
public:
    using Done = std::function<void(base::Result<base::Json>)>;

    /// Answers with the operation's JSON (null for 204). `done` is dropped when `context` has gone meanwhile.
    /// Errors: those of the operation, with `param` naming the wrong field.
    virtual void call(AdminCall call, QObject *context, Done done) = 0;

    /// Where clients send their calls: `http://127.0.0.1:4141`. Empty while nothing listens.
    virtual QString endpoint() const = 0;

Q_SIGNALS:
    /// The listener came up, moved or went away.
    void endpointChanged();
};

} // namespace admin
