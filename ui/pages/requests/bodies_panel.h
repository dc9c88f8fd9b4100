#pragma once

#include <QWidget>

#include "admin/admin_client.h"

class QVBoxLayout;

namespace ui {

class Button;
class Label;

/// What one call said and was answered, where that is kept. It is fetched when somebody wants to read it, for that is
/// written down. Everything is shown as plain text.
/// Thread: main. `client` must outlive it.
class BodiesPanel final : public QWidget {
    Q_OBJECT
public:
    BodiesPanel(admin::AdminClient &client, QString callId, QWidget *parent = nullptr);

private:
    void ask();
    void take(const base::Json &answer);
    void add(const QString &title, const base::Json &body);
    void say(const QString &words);

    admin::AdminClient &m_client;
    QString m_callId;
    Button *m_show;
    Label *m_words;
    QVBoxLayout *m_column;
};

} // namespace ui
