#pragma once

#include <vector>

#include <QObject>

#include "admin/admin_client.h"

namespace ui {

/// Operations that nothing can reverse once the gateway has them, kept back while they may still be undone. What is left
/// when this goes away (the page, the window, the program) is sent at once: what somebody asked for happens.
/// Thread: main. `client` must outlive it.
class PendingCalls final : public QObject {
    Q_OBJECT
public:
    explicit PendingCalls(admin::AdminClient &client, QObject *parent = nullptr);
    ~PendingCalls() override;
    Q_DISABLE_COPY_MOVE(PendingCalls)

    /// `about` is the thing that the call is about; one call at a time is kept for each.
    void keep(const QString &about, admin::AdminCall call);
    void drop(const QString &about);
    void send(const QString &about);
    bool has(const QString &about) const;

Q_SIGNALS:
    void answered(const QString &about);
    void failed(base::ErrorCode code);

private:
    struct Kept {
        QString about;
        admin::AdminCall call;
    };
    std::vector<Kept>::iterator find(const QString &about);
    admin::AdminClient &m_client;
    std::vector<Kept> m_kept{};
};

} // namespace ui
