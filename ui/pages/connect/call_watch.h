#pragma once

#include <optional>

#include <QDateTime>

#include "admin/admin_client.h"
#include "ui/pages/requests/request_row.h"
#include "ui/widgets/card.h"

namespace ui {

class Button;
class Label;

/// Waits for a call with one key and shows it when it arrives: reads `requests.list`, while it can be seen.
/// Thread: main. `client` must outlive it.
class CallWatch final : public Card {
    Q_OBJECT
public:
    explicit CallWatch(admin::AdminClient &client, QWidget *parent = nullptr);

    /// Waits anew, for calls from now on. An empty id: there is no key to wait for.
    void watch(const QString &keyId, const QString &keyName);

Q_SIGNALS:
    void openWanted(const QString &requestId);
    void failed(base::ErrorCode code);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void ask();
    void take(const base::Json &answer);
    void present();
    void presentArrived();
    admin::AdminClient &m_client;
    QString m_keyId{};
    QString m_keyName{};
    QDateTime m_since{};
    std::optional<RequestRow> m_call{};
    int m_question = 0; ///< Answers to an earlier one are about another key.
    bool m_asking = false;
    Label *m_title;
    Label *m_words;
    Button *m_open;
};

} // namespace ui
