#pragma once

#include <chrono>

#include <QObject>
#include <QPointer>
#include <QTimer>

class QMimeData;

namespace ui {

/// Lends a secret to the clipboard: thirty seconds later it is taken back, unless something else was copied meanwhile.
/// Clipboard histories that respect the mark of a password do not keep it.
/// Thread: main. When it goes away, the secret goes too.
class SecretClipboard final : public QObject {
    Q_OBJECT
public:
    explicit SecretClipboard(QObject *parent = nullptr);
    ~SecretClipboard() override;
    Q_DISABLE_COPY_MOVE(SecretClipboard)

    void lend(const QString &text);
    /// How long it still lies there; 0 when nothing of ours does.
    std::chrono::seconds left() const;
    void setStay(std::chrono::milliseconds stay) { m_stay = stay; }

Q_SIGNALS:
    /// The clipboard was cleared, or holds something else.
    void ended();

private:
    bool isOurs() const;
    void takeBack();
    std::chrono::milliseconds m_stay = std::chrono::seconds(30);
    QPointer<QMimeData> m_lent{}; ///< The clipboard deletes it when it holds something else.
    QTimer m_timer;
};

} // namespace ui
