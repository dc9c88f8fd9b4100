#pragma once

#include "ui/pages/alerts/alert_config.h"
#include "ui/pages/providers/form_sheet.h"

class QComboBox;
class QSpinBox;

namespace ui {

class KeyEntry;
class LineEdit;
class Switch;

/// Sends a message over a channel now.
admin::AdminCall channelTestCall(const QString &id);
bool channelTestWentWell(const base::Result<base::Json> &answer);
/// What came of it.
QString channelTestWords(const base::Result<base::Json> &answer);

/// Adds a channel or changes one, and sends a test over it once it is saved. Deletes itself when it is closed.
/// Thread: main. `client` must outlive it.
class ChannelSheet final : public FormSheet {
    Q_OBJECT
public:
    /// `channel` without an id is a new one.
    ChannelSheet(admin::AdminClient &client, QWidget &window, AlertConfig config, AlertChannel channel);

Q_SIGNALS:
    void saved(const base::Json &config, const QString &words);

protected:
    void submit() override;
    void fail(const base::Error &error) override;

private:
    void addAddress();
    void addMail();
    void addSecret();
    void addRemove();
    LineEdit *addLine(const QString &label, const QString &param, const QString &value, const QString &example,
                      QBoxLayout *into = nullptr);
    bool check();
    base::Json body() const;
    void remove();
    admin::AdminClient &m_client;
    AlertConfig m_config;
    AlertChannel m_channel;
    LineEdit *m_name;
    QComboBox *m_severity;
    KeyEntry *m_secret = nullptr;
    FormField *m_secretField = nullptr;
    LineEdit *m_url = nullptr;
    LineEdit *m_host = nullptr;
    QSpinBox *m_port = nullptr;
    QComboBox *m_security = nullptr;
    LineEdit *m_user = nullptr;
    LineEdit *m_from = nullptr;
    LineEdit *m_to = nullptr;
    LineEdit *m_pin = nullptr;
    bool m_removing = false; ///< It was asked once.
};

} // namespace ui
