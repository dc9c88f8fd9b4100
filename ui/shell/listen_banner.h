#pragma once

#include <QWidget>

#include "admin/admin_client.h"

namespace ui {

class Button;
class Label;

/// Over every page while nothing listens: who has the port, and a free one to take instead. It asks the gateway only
/// while that is so, and never ends anybody else's program.
/// Thread: main.
class ListenBanner final : public QWidget {
    Q_OBJECT
public:
    explicit ListenBanner(admin::AdminClient &client, QWidget *parent = nullptr);

Q_SIGNALS:
    /// The gateway listens again, at this address.
    void moved(const QString &endpoint);
    void failed(const QString &words);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void follow();
    void ask();
    void take(const base::Json &status);
    void rebind(int port);
    admin::AdminClient &m_client;
    Label *m_text;
    Button *m_other;
    Button *m_again;
    int m_suggestion = 0;
    int m_wished = 0;
    bool m_moving = false;
};

/// Why nothing listens, in one sentence, from `status.get`. Pure but for the language.
QString listenWords(const base::Json &status);

} // namespace ui
