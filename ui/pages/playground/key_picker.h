#pragma once

#include <vector>

#include <QPointer>
#include <QWidget>

#include "admin/admin_client.h"
#include "admin/app_client.h"
#include "ui/pages/keys/key_row.h"
#include "ui/widgets/secret_clipboard.h"

class QComboBox;

namespace ui {

class Button;
class FormField;
class KeySheet;
class SecretField;

/// With which client key the calls are made. Nobody can read a key again, so it is one that was made or pasted since the
/// program began; another is pasted here once, or a new one is made.
/// Thread: main. `client` and `apps` outlive it.
class KeyPicker final : public QWidget {
    Q_OBJECT
public:
    KeyPicker(admin::AdminClient &client, admin::AppClient &apps, QWidget *parent = nullptr);
    ~KeyPicker() override;
    Q_DISABLE_COPY_MOVE(KeyPicker)

    void refresh();
    /// False when it is not in the list.
    bool choose(const QString &id);
    /// Empty while there is none that can be used.
    QString keyId() const;
    /// Says that a key is needed and where it goes in.
    void askForKey();

Q_SIGNALS:
    void chosen();
    void failed(base::ErrorCode code);
    void answered();

private:
    void take(const base::Json &answer);
    void paste();
    void openNew();
    void follow();
    void say(const QString &error);

    admin::AdminClient &m_client;
    admin::AppClient &m_apps;
    SecretClipboard m_clipboard{};
    QPointer<KeySheet> m_sheet{};
    std::vector<KeyRow> m_keys{};
    QString m_wanted{};
    bool m_asking = false;
    bool m_asked = false; ///< The gateway has said which keys there are.
    QComboBox *m_box;
    QWidget *m_learn;
    SecretField *m_secret;
    FormField *m_field;
    Button *m_new;
};

} // namespace ui
