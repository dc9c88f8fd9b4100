#pragma once

#include <string>

#include <QObject>

#include "admin/admin_client.h"

namespace ui {

/// Asks for a list to its end, one page of answers after the other.
/// Thread: main. `client` must outlive it.
class WholeList final : public QObject {
    Q_OBJECT
public:
    WholeList(admin::AdminClient &client, std::string operation, QObject *parent);

    /// Nothing happens while it is being asked for already.
    void ask();
    /// At least once.
    bool hasArrived() const { return m_arrived; }

Q_SIGNALS:
    /// All of it, as if it were one answer: `{"data": […]}`.
    void arrived(const base::Json &answer);
    void failed(base::ErrorCode code);

private:
    void askFrom(const std::string &cursor);
    void take(const base::Json &answer);
    admin::AdminClient &m_client;
    std::string m_operation;
    base::Json m_rows{};
    bool m_asking = false;
    bool m_arrived = false;
};

} // namespace ui
