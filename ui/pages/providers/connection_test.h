#pragma once

#include <QStringList>
#include <QWidget>

#include "admin/admin_client.h"

class QVBoxLayout;

namespace ui {

class Button;
class Label;

/// "Test connection", and step by step what came back: how far it got is the first thing to know.
/// Thread: main. `client` must outlive it.
class ConnectionTest final : public QWidget {
    Q_OBJECT
public:
    ConnectionTest(admin::AdminClient &client, const QString &label, QWidget *parent = nullptr);

    /// Sends `call` (`providers.try` or `provider_keys.probe`) and shows its answer.
    void run(admin::AdminCall call);
    /// Forgets the last answer: what was tested has changed.
    void reset();
    /// Those the provider named in the last test.
    const QStringList &models() const { return m_models; }

Q_SIGNALS:
    /// The button was pressed; answer with run().
    void asked();
    /// `error`: the gateway refused to test at all.
    void finished(bool ok);
    void refused(const base::Error &error);

private:
    void show(const base::Json &answer);
    void addStep(const base::Json &step);
    void clearSteps();
    admin::AdminClient &m_client;
    Button *m_button;
    Label *m_words;
    QWidget *m_mark;
    QWidget *m_steps;
    QVBoxLayout *m_column;
    QStringList m_models{};
    int m_run = 0; ///< Counts tests, so that a late answer of an old one is not shown.
};

} // namespace ui
